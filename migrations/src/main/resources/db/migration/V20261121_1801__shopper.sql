-- A shopper's return takes effect once; whoever comes again is only sent on.

create table shopper_visit (
    payment_id binary(16)  not null primary key,
    tenant_id  binary(16)  not null,
    at         datetime(6) not null,
    constraint shopper_visit_payment foreign key (payment_id) references payment (id)
) character set utf8mb4;
