-- Who uses the platform and how it is set up. Ids are UUIDv7 made by the application; times are UTC, written by it too.

create table tenant (
    id                  binary(16)   not null primary key,
    slug                varchar(40)  character set ascii collate ascii_bin not null,
    name                varchar(200) not null,
    time_zone           varchar(60)  not null,
    suspended           boolean      not null,
    requests_per_second int          not null,
    burst               int          not null,
    max_concurrent      int          not null,
    created_at          datetime(6)  not null,
    version             int          not null,
    constraint tenant_slug unique (slug)
) character set utf8mb4;

create table connector (
    id                 binary(16)   not null primary key,
    slug               varchar(40)  character set ascii collate ascii_bin not null,
    display_name       varchar(200) not null,
    published_name     varchar(16)  null,
    published          boolean      not null,
    owner_account      varchar(200) null,
    partner_contact    varchar(200) null,
    allowed_accounts   varchar(2000) not null,
    flags              varchar(2000) not null,
    plugins            varchar(2000) not null,
    callback_app_key   varchar(200) null,
    callback_app_token varchar(2000) null,
    created_at         datetime(6)  not null,
    version            int          not null,
    constraint connector_slug unique (slug)
) character set utf8mb4;

create table connector_method (
    connector_id binary(16)   not null,
    name         varchar(100) not null,
    position     int          not null,
    enabled      boolean      not null,
    allows_split varchar(20)  not null,
    primary key (connector_id, name),
    constraint connector_method_connector foreign key (connector_id) references connector (id)
) character set utf8mb4;

-- Key sets, each encrypted under the master key: one per tenant for its secrets, and the platform's own.
create table key_set (
    owner      binary(16)  not null,
    purpose    varchar(20) not null,
    key_set    text        not null,
    created_at datetime(6) not null,
    primary key (owner, purpose)
) character set utf8mb4;

create table affiliation (
    id                 binary(16)   not null primary key,
    tenant_id          binary(16)   not null,
    connector_id       binary(16)   not null,
    plugin             varchar(60)  not null,
    plugin_version     varchar(60)  null,
    environment        varchar(10)  not null,
    display_name       varchar(200) not null,
    suspended          boolean      not null,
    settings_version   binary(16)   not null,
    -- At most one affiliation of a connector answers VTEX's test suite without credentials.
    open_for_connector binary(16)   null,
    created_at         datetime(6)  not null,
    constraint affiliation_open unique (open_for_connector),
    constraint affiliation_tenant foreign key (tenant_id) references tenant (id),
    constraint affiliation_connector foreign key (connector_id) references connector (id)
) character set utf8mb4;
create index affiliation_by_tenant on affiliation (tenant_id, created_at);

create table affiliation_setting (
    affiliation_id binary(16)   not null,
    tenant_id      binary(16)   not null,
    name           varchar(100) not null,
    secret         boolean      not null,
    value          text         not null,
    changed_at     datetime(6)  not null,
    changed_by     varchar(200) not null,
    primary key (affiliation_id, name),
    constraint affiliation_setting_affiliation foreign key (affiliation_id) references affiliation (id)
) character set utf8mb4;

create table ppp_credential (
    id             binary(16)   not null primary key,
    tenant_id      binary(16)   not null,
    affiliation_id binary(16)   not null,
    app_key        varchar(100) character set ascii collate ascii_bin not null,
    token_hash     varbinary(64) not null,
    created_at     datetime(6)  not null,
    expires_at     datetime(6)  null,
    constraint ppp_credential_key unique (app_key),
    constraint ppp_credential_affiliation foreign key (affiliation_id) references affiliation (id)
) character set utf8mb4;
create index ppp_credential_by_affiliation on ppp_credential (affiliation_id);

create table method_policy (
    affiliation_id                       binary(16)   not null,
    tenant_id                            binary(16)   not null,
    name                                 varchar(100) not null,
    enabled                              boolean      not null,
    delay_to_cancel                      int          null,
    delay_to_auto_settle                 int          null,
    delay_to_auto_settle_after_antifraud int          null,
    primary key (affiliation_id, name),
    constraint method_policy_affiliation foreign key (affiliation_id) references affiliation (id)
) character set utf8mb4;

create table node (
    id         binary(16)   not null primary key,
    name       varchar(200) not null,
    roles      varchar(100) not null,
    started_at datetime(6)  not null,
    seen_at    datetime(6)  not null
) character set utf8mb4;

create table audit_entry (
    id         binary(16)   not null primary key,
    at         datetime(6)  not null,
    actor      varchar(200) not null,
    origin     varchar(100) not null,
    action     varchar(100) not null,
    tenant     varchar(40)  null,
    subject    varchar(300) not null,
    before_value text       null,
    after_value  text       null
) character set utf8mb4;
create index audit_entry_by_time on audit_entry (at, id);
