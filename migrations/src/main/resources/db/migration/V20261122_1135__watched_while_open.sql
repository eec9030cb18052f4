-- Whether a payment was counted as neither approved nor denied when it was first seen: how it ends is then added to its
-- minute. Without that its minute is counted anew.
alter table payment_watch add column counted_open boolean not null default false;
