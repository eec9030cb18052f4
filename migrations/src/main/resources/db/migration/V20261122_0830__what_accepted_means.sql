-- What it means for a merchant that the acquirer has taken a change in: DONE or PENDING; null is what the plugin says.
alter table affiliation
    add column accepted_cancel varchar(8) null,
    add column accepted_settle varchar(8) null,
    add column accepted_refund varchar(8) null;
