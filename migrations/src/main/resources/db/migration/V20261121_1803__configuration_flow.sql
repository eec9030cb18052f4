-- How a merchant connects an account in VTEX with an affiliation here: VTEX's token, our code, and invitations for
-- merchants who are no staff. Only hashes are kept of all three.

create table connect_token (
    token_hash   varbinary(64)  not null primary key,
    connector_id binary(16)     not null,
    return_url   varchar(2000)  not null,
    expires_at   datetime(6)    not null
) character set utf8mb4;

create table connect_code (
    code_hash    varbinary(64)  not null primary key,
    id           binary(16)     not null,
    connector_id binary(16)     not null,
    app_key      varchar(100)   not null,
    -- sealed: VTEX fetches it once
    app_token    varchar(2000)  not null,
    expires_at   datetime(6)    not null
) character set utf8mb4;

create table connect_invitation (
    code_hash    varbinary(64)  not null primary key,
    tenant_id    binary(16)     not null,
    connector_id binary(16)     not null,
    invited_by   varchar(200)   not null,
    expires_at   datetime(6)    not null,
    constraint connect_invitation_tenant foreign key (tenant_id) references tenant (id)
) character set utf8mb4;
