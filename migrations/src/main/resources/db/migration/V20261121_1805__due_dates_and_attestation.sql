-- Slips are due at the end of a business day; Brazil's holidays are built in, and staff may add days or strike them out.

alter table method_policy
    add column due_in_business_days int null;

create table holiday (
    day  date         not null primary key,
    name varchar(200) not null,
    -- a built-in holiday that is a business day after all
    off  boolean      not null
) character set utf8mb4;

-- Who attests that this host may see card numbers, recorded by the platform's owner. Holds for twelve months.
create table attestation (
    id        binary(16)    not null primary key,
    company   varchar(200)  not null,
    url       varchar(1000) not null,
    assessor  varchar(200)  not null,
    signed_on date          not null,
    recorded_at datetime(6) not null,
    recorded_by varchar(200) not null
) character set utf8mb4;
