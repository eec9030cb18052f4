-- What acquirers and payment apps tell later.

alter table payment
    -- when it was authorized, if it ever was: a late "approved" for a payment that was cancelled since is old news
    add column authorized_at datetime(6) null;

alter table operation
    -- what a payment app was answered, as JSON: the same message gets the same reply
    add column reply mediumtext null,
    drop column command;

create index operation_key on operation (tenant_id, idempotency_key);

-- Things that people should know about a payment, and that move nothing: a chargeback, an event about an unknown change.
create table payment_note (
    id         binary(16)   not null primary key,
    tenant_id  binary(16)   not null,
    payment_id binary(16)   not null,
    at         datetime(6)  not null,
    source     varchar(20)  character set ascii collate ascii_bin not null,
    text       varchar(500) not null
) character set utf8mb4;
create index payment_note_by_payment on payment_note (payment_id, at);
