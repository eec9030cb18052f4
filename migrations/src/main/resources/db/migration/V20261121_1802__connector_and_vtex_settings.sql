-- What plugins may say in VTEX's metadata, and what merchants fill in over there.

alter table connector
    add column metadata_fields varchar(100) not null default '';

-- A merchant's own values for settings that are offered in VTEX; they win over ours. All of them are sealed.
create table affiliation_vtex_setting (
    affiliation_id binary(16)   not null,
    tenant_id      binary(16)   not null,
    name           varchar(100) not null,
    value          text         not null,
    changed_at     datetime(6)  not null,
    primary key (affiliation_id, name),
    constraint affiliation_vtex_setting_affiliation foreign key (affiliation_id) references affiliation (id)
) character set utf8mb4;
