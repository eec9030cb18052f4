-- How much of a node a tenant's new payments leave free, and how a node that is short is shared out.
alter table tenant
    add column reserved_percent int not null default 25,
    add column share int not null default 1;
