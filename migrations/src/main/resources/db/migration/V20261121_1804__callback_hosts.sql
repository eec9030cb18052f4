-- When a host of VTEX's answers again, everything that waits for it is due at once.

alter table callback
    add column host varchar(255) character set ascii collate ascii_bin not null default '';
create index callback_by_host on callback (host, state, due_at);
