-- The connector's metadata as it was told with the answer of a change, so that a repeat is told the same whatever the
-- plugin has added to the payment since. What was answered before is told from now on as it would be today.
alter table operation add column told text null;

update operation o join payment p on p.id = o.payment_id set o.told = p.refs
where o.kind in ('CANCEL', 'SETTLE', 'REFUND') and o.state in ('DONE', 'REVERSED') and p.refs like '%"metadata.%';
