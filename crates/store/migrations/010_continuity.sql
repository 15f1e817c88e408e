-- Which enrollment goes on where an earlier one ended, since a roster corrected the mentee's login.
--
-- Nothing of the earlier one is rewritten, for the ledger's entries refer to it: they count for the one that goes on. There are no
-- chains: every earlier one names the last.

CREATE TABLE continuation (
    former INTEGER PRIMARY KEY REFERENCES enrollment (id),
    now    INTEGER NOT NULL REFERENCES enrollment (id),
    since  INTEGER NOT NULL,                -- when it was noted
    CHECK (former <> now)
) STRICT;
CREATE INDEX continuation_by_now ON continuation (now);

-- What counts of extensions is for those to say who read the ledger.
DROP INDEX ledger_of_extensions;
