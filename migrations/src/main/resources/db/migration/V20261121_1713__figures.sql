-- What the search and the charts read, so that the journal needs no index for them. The worker writes it behind the
-- payments; all of it can be made anew from the journal.

create table payment_reference (
    value      varbinary(200) not null,
    payment_id binary(16)     not null,
    tenant_id  binary(16)     not null,
    primary key (value, payment_id)
) character set utf8mb4;

create table payment_minute (
    tenant_id    binary(16)   not null,
    minute       datetime(6)  not null,
    connector_id binary(16)   not null,
    plugin       varchar(60)  not null,
    method       varchar(100) not null,
    currency     char(3)      character set ascii collate ascii_bin not null,
    payments     int          not null,
    approved     int          not null,
    denied       int          not null,
    amount       bigint       not null,
    primary key (tenant_id, minute, connector_id, plugin, method, currency)
) character set utf8mb4;
create index payment_minute_by_time on payment_minute (minute);

-- Payments that are not over yet: looked at again until they are.
create table payment_watch (
    payment_id binary(16)  not null primary key,
    looks      int         not null,
    look_at    datetime(6) not null
) character set utf8mb4;
create index payment_watch_due on payment_watch (look_at);

create table figures_cursor (
    name     varchar(20) character set ascii collate ascii_bin not null primary key,
    position binary(16)  not null
) character set utf8mb4;
insert into figures_cursor (name, position) values ('payment', x'00000000000000000000000000000000');
