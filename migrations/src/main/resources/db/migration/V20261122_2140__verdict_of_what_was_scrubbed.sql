-- What the plugin read in a webhook before card data was taken out of it, sealed: its signature fits no more.
alter table webhook add column verdict mediumtext null;
