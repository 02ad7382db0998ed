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

-- The replies of threads that aren't deleted: what is unread in one is a range of its key.
CREATE TABLE thread_reply (
  room_id  BLOB NOT NULL,
  root_seq INTEGER NOT NULL,               -- where in the log the thread began
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (room_id, root_seq, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE thread_follow (
  person_id   BLOB NOT NULL REFERENCES person (id),
  room_id     BLOB NOT NULL REFERENCES room (id),
  root_seq    INTEGER NOT NULL,
  read_seq    INTEGER NOT NULL,            -- the last reply that they have read
  following   INTEGER NOT NULL,            -- 0: no more, and not by itself again
  followed_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, room_id, root_seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX thread_follow_room ON thread_follow (room_id);
