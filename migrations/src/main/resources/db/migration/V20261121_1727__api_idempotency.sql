-- Writes of the admin API that came with an Idempotency-Key: a repeat gets the first answer, sealed because it may hold
-- a token that is shown once.

create table api_write (
    id          binary(16)    not null primary key,
    -- hash of the caller's name and the key
    write_key   varbinary(32) not null,
    -- hash of method, path and body
    fingerprint varbinary(32) not null,
    made_at     datetime(6)   not null,
    status      int           null,
    body        mediumtext    null,
    constraint api_write_key unique (write_key)
) character set utf8mb4;
create index api_write_by_time on api_write (made_at);
