-- What people have begun to write, for all of their devices: one of each place, the last to be written wins.
CREATE TABLE draft (
  person_id  BLOB    NOT NULL REFERENCES person (id),
  room_id    BLOB    NOT NULL REFERENCES room (id),
  thread_id  BLOB    NOT NULL,           -- the message that began the thread; empty: in the room itself
  content    TEXT    NOT NULL,
  quote_id   BLOB,                       -- the message that it answers
  written_at INTEGER NOT NULL,
  version    INTEGER NOT NULL,           -- rises with each change, also when it comes again after it was gone
  gone       INTEGER NOT NULL,           -- 1: there is none any more, and an older one that comes late stays out
  PRIMARY KEY (person_id, room_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_age ON draft (person_id, gone, written_at);
CREATE INDEX draft_room ON draft (room_id);

-- Whether others may see how far the person has read, and the person how far they have.
ALTER TABLE person ADD COLUMN receipts INTEGER NOT NULL DEFAULT 1;

-- How far people have read; made before, where reading is kept already.
CREATE TABLE IF NOT EXISTS read_mark (
  person_id BLOB NOT NULL REFERENCES person (id),
  room_id   BLOB NOT NULL REFERENCES room (id),
  seq       INTEGER NOT NULL,
  num       INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (person_id, room_id)
) STRICT, WITHOUT ROWID;
