-- A node that is alone may believe what it remembers; one that joins it waits until it does not any more.
alter table node add column alone boolean not null default false;
