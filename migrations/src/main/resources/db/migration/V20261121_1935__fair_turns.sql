-- Which tenants have something due, and the oldest of one of them, without reading another's backlog.

create index operation_due_of on operation (tenant_id, due_at);
create index callback_due_of on callback (tenant_id, state, due_at);
create index webhook_due_of on webhook (tenant_id, due_at);
