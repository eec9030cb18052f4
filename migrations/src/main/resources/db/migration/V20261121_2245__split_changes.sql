-- To whom the money of a split change goes, as JSON, as long as it may have to be sent again.
alter table operation add column recipients text null;
