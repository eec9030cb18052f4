-- What staff ask to do with a payment and a second person has to agree to.

create table change_approval (
    id         binary(16)   not null primary key,
    tenant_id  binary(16)   not null,
    payment_id binary(16)   not null,
    kind       varchar(12)  character set ascii collate ascii_bin not null,
    -- minor units of the payment's currency; null for a cancel, which always takes the whole rest
    amount     bigint       null,
    reason     varchar(500) not null,
    state      varchar(12)  character set ascii collate ascii_bin not null,
    asked_by   varchar(200) not null,
    asked_at   datetime(6)  not null,
    decided_by varchar(200) null,
    decided_at datetime(6)  null,
    outcome    varchar(500) null
) character set utf8mb4;
create index change_approval_by_state on change_approval (state, asked_at);
create index change_approval_by_payment on change_approval (payment_id);
