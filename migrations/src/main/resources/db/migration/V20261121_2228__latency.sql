-- How long VTEX waited for answers to new payments and what of it the acquirer took, by the minute. Written behind the
-- journal like payment_minute, but a minute of its own statement: it reads operations and exchanges as well.
create table latency_minute (
    tenant_id       binary(16)   not null,
    minute          datetime(6)  not null,
    connector_id    binary(16)   not null,
    plugin          varchar(60)  not null,
    method          varchar(100) not null,
    timed           int          not null,
    own_millis      bigint       not null,
    acquirer_millis bigint       not null,
    primary key (tenant_id, minute, connector_id, plugin, method)
) character set utf8mb4;
create index latency_minute_by_time on latency_minute (minute);

insert into figures_cursor (name, position) values ('latency', x'00000000000000000000000000000000');
