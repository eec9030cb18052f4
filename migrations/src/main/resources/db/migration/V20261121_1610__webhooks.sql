-- What acquirers send: when it was last worked on, and what must stay unseen is sealed.
-- A setting's former secret stays valid for a while, so that the acquirer and we need not change it at the same moment.

alter table webhook
    add column fence int not null default 0,
    add column note varchar(500) null;
create index webhook_by_state on webhook (state, received_at);

alter table affiliation_setting
    add column former_value text null,
    add column former_until datetime(6) null;
