-- A shopper's return is made single by its operation; nothing ever wrote here.

drop table shopper_visit;
