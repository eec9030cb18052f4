-- A week and a month of minutes are too many to add up for a page: hours beside the minutes, kept equal to them in the
-- transaction that writes the minute. And answers by the second for as long as their minute is open, so that a look at
-- the journal counts only the seconds in which something was answered since the look before.
create table payment_hour (
    tenant_id binary(16)   not null,
    hour      datetime(6)  not null,
    plugin    varchar(60)  not null,
    method    varchar(100) not null,
    payments  bigint       not null,
    approved  bigint       not null,
    denied    bigint       not null,
    primary key (hour, tenant_id, plugin, method)
) character set utf8mb4;

create table latency_hour (
    tenant_id  binary(16)   not null,
    hour       datetime(6)  not null,
    plugin     varchar(60)  not null,
    method     varchar(100) not null,
    timed      bigint       not null,
    own_millis bigint       not null,
    primary key (hour, tenant_id, plugin, method)
) character set utf8mb4;

create table latency_second (
    tenant_id       binary(16)   not null,
    second          datetime(6)  not null,
    connector_id    binary(16)   not null,
    plugin          varchar(60)  not null,
    method          varchar(100) not null,
    timed           int          not null,
    own_millis      bigint       not null,
    acquirer_millis bigint       not null,
    primary key (second, tenant_id, connector_id, plugin, method)
) character set utf8mb4;

-- What is open now was counted without its seconds: it is counted anew.
delete from latency_minute where minute >= (select timestampadd(second, floor(conv(left(hex(position), 12), 16, 10) / 1000),
    timestamp '1970-01-01 00:00:00') from figures_cursor where name = 'latency');

insert into payment_hour (tenant_id, hour, plugin, method, payments, approved, denied)
select tenant_id, timestampadd(hour, timestampdiff(hour, timestamp '2020-01-01 00:00:00', minute),
    timestamp '2020-01-01 00:00:00') h, plugin, method, sum(payments), sum(approved), sum(denied)
from payment_minute group by tenant_id, h, plugin, method;

insert into latency_hour (tenant_id, hour, plugin, method, timed, own_millis)
select tenant_id, timestampadd(hour, timestampdiff(hour, timestamp '2020-01-01 00:00:00', minute),
    timestamp '2020-01-01 00:00:00') h, plugin, method, sum(timed), sum(own_millis)
from latency_minute group by tenant_id, h, plugin, method;
