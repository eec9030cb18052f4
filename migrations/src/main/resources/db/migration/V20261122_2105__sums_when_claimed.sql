-- What was settled and refunded of the payment when a change was claimed: an acquirer that gets a change a second time
-- under the same key gets the same.
alter table operation add column settled_before bigint null, add column refunded_before bigint null;
