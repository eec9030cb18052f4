-- Two processes under one name, as after a copied home, must not both believe to be alone.
alter table node add column process binary(16) null;
