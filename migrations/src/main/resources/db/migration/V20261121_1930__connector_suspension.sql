-- A connector can be stopped as a whole: none of its affiliations takes new payments until it is resumed.
alter table connector
    add column suspended boolean not null default false;
