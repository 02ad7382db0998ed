-- Threads: where a reply's thread begins. A reply takes no num, so that counts of the room's messages leave it out.
ALTER TABLE message ADD COLUMN root_seq INTEGER;

CREATE INDEX message_thread ON message (room_id, root_seq, seq) WHERE root_seq IS NOT NULL;

-- What an edited message said before; goes with the message, and with what it says.
CREATE TABLE message_version (
  room_id    BLOB NOT NULL,
  seq        INTEGER NOT NULL,
  version    INTEGER NOT NULL, -- the place in the log at which it began to say so
  content    TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (room_id, seq, version),
  FOREIGN KEY (room_id, seq) REFERENCES message (room_id, seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who reacted with what; the tallies stand at the message too.
CREATE TABLE reaction (
  room_id   BLOB NOT NULL,
  seq       INTEGER NOT NULL,
  emoji     TEXT NOT NULL,
  place     INTEGER NOT NULL,  -- in the log, which is the order in which they came
  name_key  TEXT NOT NULL,   -- what equal names have in common, a guest's too
  name      TEXT NOT NULL,
  person_id BLOB,          -- null: a guest's
  PRIMARY KEY (room_id, seq, emoji, place),
  FOREIGN KEY (room_id, seq) REFERENCES message (room_id, seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX reaction_once ON reaction (room_id, seq, emoji, name_key);
CREATE INDEX reaction_person ON reaction (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE pin (
  room_id BLOB NOT NULL,
  seq     INTEGER NOT NULL,
  place   INTEGER NOT NULL,    -- in the log, at which it was pinned
  PRIMARY KEY (room_id, seq),
  FOREIGN KEY (room_id, seq) REFERENCES message (room_id, seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
