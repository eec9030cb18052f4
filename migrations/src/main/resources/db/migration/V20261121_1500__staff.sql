-- The people who work here, and their sessions.

create table staff (
    id            binary(16)    not null primary key,
    email         varchar(200)  not null,
    name          varchar(200)  not null,
    password_hash varchar(300)  not null,
    role          varchar(20)   not null,
    every_tenant  boolean       not null,
    -- ids of the merchants otherwise, parted by commas
    tenants       varchar(4000) not null,
    totp_secret   varchar(500)  null,
    totp_enrolled boolean       not null,
    -- the newest time step that was used: a code works once
    totp_step     bigint        not null,
    failures      int           not null,
    locked_until  datetime(6)   null,
    created_at    datetime(6)   not null,
    constraint staff_email unique (email)
) character set utf8mb4;

create table staff_recovery_code (
    id        binary(16)    not null primary key,
    staff_id  binary(16)    not null,
    code_hash varbinary(64) not null,
    constraint staff_recovery_code_staff foreign key (staff_id) references staff (id)
) character set utf8mb4;

create table invitation (
    id           binary(16)    not null primary key,
    token_hash   varbinary(64) not null,
    role         varchar(20)   not null,
    every_tenant boolean       not null,
    tenants      varchar(4000) not null,
    -- made at the first start, worth nothing once there is anybody
    first        boolean       not null,
    expires_at   datetime(6)   not null
) character set utf8mb4;

-- As Spring Session expects them.
create table SPRING_SESSION (
    PRIMARY_ID            char(36)     not null,
    SESSION_ID            char(36)     not null,
    CREATION_TIME         bigint       not null,
    LAST_ACCESS_TIME      bigint       not null,
    MAX_INACTIVE_INTERVAL int          not null,
    EXPIRY_TIME           bigint       not null,
    PRINCIPAL_NAME        varchar(100) null,
    primary key (PRIMARY_ID)
) character set utf8mb4;
create unique index SPRING_SESSION_IX1 on SPRING_SESSION (SESSION_ID);
create index SPRING_SESSION_IX2 on SPRING_SESSION (EXPIRY_TIME);
create index SPRING_SESSION_IX3 on SPRING_SESSION (PRINCIPAL_NAME);

create table SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID char(36)     not null,
    ATTRIBUTE_NAME     varchar(200) not null,
    ATTRIBUTE_BYTES    blob         not null,
    primary key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    constraint SPRING_SESSION_ATTRIBUTES_FK foreign key (SESSION_PRIMARY_ID) references SPRING_SESSION (PRIMARY_ID)
        on delete cascade
) character set utf8mb4;
