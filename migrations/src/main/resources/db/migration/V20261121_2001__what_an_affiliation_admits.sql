-- What an affiliation takes against the rule: payments that VTEX says are real on a test affiliation, and what it does not
-- take although the platform does: card numbers that come directly.
alter table affiliation
    add column live_mode_on_test boolean not null default false,
    add column direct_cards boolean not null default true;
