-- Which server wrote here last, to be compared with what that server left in parley.lock.
CREATE TABLE origin (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL,                   -- random, a new one at every start and every stop
  file  TEXT NOT NULL                    -- device and inode of the database, '' where there are none
) STRICT;
