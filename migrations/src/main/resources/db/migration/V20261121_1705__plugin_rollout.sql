create table plugin_rollout (
    affiliation_id binary(16)   not null primary key,
    tenant_id      binary(16)   not null,
    from_version   varchar(40)  not null,
    to_version     varchar(40)  not null,
    percent        int          not null,
    started_by     varchar(200) not null,
    started_at     datetime(6)  not null,
    constraint plugin_rollout_affiliation foreign key (affiliation_id) references affiliation (id)
) character set utf8mb4;
