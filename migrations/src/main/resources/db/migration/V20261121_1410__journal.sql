-- The journal: one row per payment, one per request about it. A request's row is committed before the acquirer is called.

create table payment (
    id               binary(16)     not null primary key,
    tenant_id        binary(16)     not null,
    connector_id     binary(16)     not null,
    affiliation_id   binary(16)     not null,
    -- VTEX's paymentId, byte for byte
    payment_key      varbinary(128) not null,
    plugin           varchar(60)    not null,
    plugin_version   varchar(60)    null,
    method           varchar(100)   not null,
    currency         char(3)        character set ascii collate ascii_bin not null,
    exponent         tinyint        not null,
    amount           bigint         not null,
    -- what may be settled at most: the amount, or the acquirer's maximum
    ceiling          bigint         not null,
    settled          bigint         not null,
    refunded         bigint         not null,
    -- settlements and refunds that are on their way
    settling         bigint         not null,
    refunding        bigint         not null,
    installments     int            not null,
    status           varchar(20)    character set ascii collate ascii_bin not null,
    in_doubt         boolean        not null,
    review           varchar(300)   null,
    authorization_id varchar(200)   null,
    tid              varchar(200)   null,
    nsu              varchar(200)   null,
    maximum          bigint         null,
    code             varchar(100)   null,
    message          varchar(500)   null,
    -- what the shopper is shown, as JSON
    next_step        text           null,
    -- the plugin's own references, as JSON
    refs             text           not null,
    -- what a repeat must not differ in
    fingerprint      varchar(2000)  not null,
    order_id         varchar(200)   null,
    transaction_id   varchar(200)   null,
    reference        varchar(200)   null,
    delay_to_cancel  int            not null,
    delay_to_auto_settle int        not null,
    delay_to_auto_settle_after_antifraud int not null,
    expires_at       datetime(6)    null,
    callback_url     text           null,
    return_url       text           null,
    test_suite       boolean        not null,
    created_at       datetime(6)    not null,
    decided_at       datetime(6)    null,
    version          int            not null,
    constraint payment_once unique (tenant_id, connector_id, payment_key),
    constraint payment_conserves check (
        amount >= 0 and ceiling >= amount and settled >= 0 and settling >= 0 and refunded >= 0 and refunding >= 0
        and settled + settling <= ceiling and refunded + refunding <= settled)
) character set utf8mb4;
create index payment_by_time on payment (tenant_id, created_at);

create table operation (
    id             binary(16)     not null primary key,
    tenant_id      binary(16)     not null,
    payment_id     binary(16)     not null,
    kind           varchar(12)    character set ascii collate ascii_bin not null,
    -- VTEX's requestId; the payment's own key for a create
    request_key    varbinary(160) not null,
    -- goes to the acquirer: the same after any crash
    idempotency_key char(64)      character set ascii collate ascii_bin not null,
    state          varchar(12)    character set ascii collate ascii_bin not null,
    amount         bigint         not null,
    attempt        int            not null,
    -- who holds it and until when; a write with an older fence is refused
    claim          binary(16)     not null,
    fence          int            not null,
    node           binary(16)     not null,
    lease_until    datetime(6)    not null,
    -- when the resolver looks again; null when nothing is to be done
    due_at         datetime(6)    null,
    asked          int            not null,
    not_found      int            not null,
    first_not_found_at datetime(6) null,
    change_id      varchar(200)   null,
    code           varchar(100)   null,
    message        varchar(500)   null,
    -- where a refund is taken from, as JSON
    allocation     varchar(4000)  null,
    command        text           null,
    conflicts      int            not null,
    conflict       varchar(500)   null,
    repeats        int            not null,
    created_at     datetime(6)    not null,
    sent_at        datetime(6)    null,
    concluded_at   datetime(6)    null,
    constraint operation_once unique (payment_id, kind, request_key),
    constraint operation_payment foreign key (payment_id) references payment (id)
) character set utf8mb4;
create index operation_due on operation (due_at);
create index operation_change on operation (tenant_id, change_id);

-- What passed between us and the acquirer, redacted before it gets here.
create table exchange (
    id           binary(16)   not null primary key,
    tenant_id    binary(16)   not null,
    payment_id   binary(16)   not null,
    operation_id binary(16)   not null,
    at           datetime(6)  not null,
    method       varchar(10)  not null,
    url          varchar(1000) not null,
    status       int          null,
    millis       int          not null,
    request      text         null,
    response     text         null,
    problem      varchar(500) null
) character set utf8mb4;
create index exchange_by_payment on exchange (payment_id, at);

-- Calls to VTEX that are due. Written with the decision, sent by the worker.
create table callback (
    id             binary(16)   not null primary key,
    tenant_id      binary(16)   not null,
    payment_id     binary(16)   not null,
    affiliation_id binary(16)   not null,
    state          varchar(12)  character set ascii collate ascii_bin not null,
    due_at         datetime(6)  not null,
    give_up_at     datetime(6)  not null,
    attempts       int          not null,
    lease_until    datetime(6)  null,
    fence          int          not null,
    created_at     datetime(6)  not null,
    done_at        datetime(6)  null,
    constraint callback_payment foreign key (payment_id) references payment (id)
) character set utf8mb4;
create index callback_due on callback (state, due_at);
create index callback_by_payment on callback (payment_id);

create table callback_attempt (
    id          binary(16)   not null primary key,
    tenant_id   binary(16)   not null,
    callback_id binary(16)   not null,
    payment_id  binary(16)   not null,
    at          datetime(6)  not null,
    attempt     int          not null,
    outcome     varchar(20)  not null,
    http_status int          null,
    millis      int          not null,
    problem     varchar(500) null
) character set utf8mb4;
create index callback_attempt_by_payment on callback_attempt (payment_id, at);

create table webhook (
    id             binary(16)   not null primary key,
    tenant_id      binary(16)   not null,
    affiliation_id binary(16)   not null,
    received_at    datetime(6)  not null,
    path           varchar(500) not null,
    query          varchar(2000) not null,
    headers        text         not null,
    body           mediumblob   not null,
    state          varchar(12)  character set ascii collate ascii_bin not null,
    why            varchar(500) null,
    due_at         datetime(6)  null,
    lease_until    datetime(6)  null,
    attempts       int          not null
) character set utf8mb4;
create index webhook_due on webhook (due_at);
create index webhook_by_affiliation on webhook (affiliation_id, received_at);

create table webhook_event (
    affiliation_id binary(16)     not null,
    event_key      varbinary(200) not null,
    tenant_id      binary(16)     not null,
    webhook_id     binary(16)     not null,
    at             datetime(6)    not null,
    primary key (affiliation_id, event_key)
) character set utf8mb4;
