-- One row of a payment with an index on each of its ids, where there was a row of each id: a database writes an entry of
-- an index much faster than a row, and cleans up behind rows.
rename table payment_reference to payment_reference_apart;

create table payment_reference (
    payment_id       binary(16)     not null primary key,
    tenant_id        binary(16)     not null,
    payment_key      varbinary(200) null,
    order_id         varbinary(200) null,
    transaction_id   varbinary(200) null,
    reference        varbinary(200) null,
    tid              varbinary(200) null,
    nsu              varbinary(200) null,
    authorization_id varbinary(200) null,
    plugin_reference varbinary(200) null
) character set utf8mb4;

insert into payment_reference (payment_id, tenant_id, payment_key, order_id, transaction_id, reference, tid, nsu,
    authorization_id, plugin_reference)
select p.id, p.tenant_id, p.payment_key,
    case when length(p.order_id) between 1 and 200 then p.order_id end,
    case when length(p.transaction_id) between 1 and 200 then p.transaction_id end,
    case when length(p.reference) between 1 and 200 then p.reference end,
    case when length(p.tid) between 1 and 200 then p.tid end,
    case when length(p.nsu) between 1 and 200 then p.nsu end,
    case when length(p.authorization_id) between 1 and 200 then p.authorization_id end,
    case when length(json_unquote(json_extract(p.refs, '$.reference'))) between 1 and 200
        then json_unquote(json_extract(p.refs, '$.reference')) end
from payment_reference_apart r join payment p on p.id = r.payment_id and p.payment_key = r.value;

create index payment_reference_key on payment_reference (payment_key);
create index payment_reference_order on payment_reference (order_id);
create index payment_reference_transaction on payment_reference (transaction_id);
create index payment_reference_reference on payment_reference (reference);
create index payment_reference_tid on payment_reference (tid);
create index payment_reference_nsu on payment_reference (nsu);
create index payment_reference_authorization on payment_reference (authorization_id);
create index payment_reference_plugin on payment_reference (plugin_reference);

drop table payment_reference_apart;
