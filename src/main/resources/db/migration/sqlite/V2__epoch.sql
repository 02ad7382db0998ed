-- Tells one log of a room from another: a database that is set back to an older copy gives the same seqs again.
ALTER TABLE room ADD COLUMN epoch TEXT NOT NULL DEFAULT '0000000000000000';

UPDATE room SET epoch = lower(hex(randomblob(8)));
