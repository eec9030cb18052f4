-- Tokens of the admin API beside the one of the environment: each with a role, a scope and an end.

create table api_token (
    id           binary(16)    not null primary key,
    name         varchar(100)  not null,
    token_hash   varbinary(64) not null,
    role         varchar(20)   not null,
    every_tenant boolean       not null,
    -- ids of the merchants otherwise, parted by commas
    tenants      varchar(4000) not null,
    created_at   datetime(6)   not null,
    created_by   varchar(200)  not null,
    expires_at   datetime(6)   null,
    last_used_at datetime(6)   null,
    revoked_at   datetime(6)   null,
    constraint api_token_hash unique (token_hash)
) character set utf8mb4;
