-- A hash of who gets how much of a split change, without names and documents: a repeat is compared with it when the
-- recipients themselves are no longer kept.
alter table operation add column recipients_hash varchar(64) character set ascii collate ascii_bin null;
