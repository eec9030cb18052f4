-- Acquirers that refuse an affiliation's credentials. The next answer ends an alert.
create table acquirer_alert (
    affiliation_id binary(16)   not null primary key,
    tenant_id      binary(16)   not null,
    reason         varchar(500) not null,
    first_at       datetime(6)  not null,
    last_at        datetime(6)  not null,
    times          int          not null
) character set utf8mb4;
create index acquirer_alert_by_tenant on acquirer_alert (tenant_id, last_at);
