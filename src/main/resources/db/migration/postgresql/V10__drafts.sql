-- What people have begun to write, for all of their devices: one of each place, the last to be written wins.
CREATE TABLE draft (
  person_id  BYTEA  NOT NULL REFERENCES person (id),
  room_id    BYTEA  NOT NULL REFERENCES room (id),
  thread_id  BYTEA  NOT NULL,            -- the message that began the thread; empty: in the room itself
  content    TEXT   NOT NULL,
  quote_id   BYTEA,                      -- the message that it answers
  written_at BIGINT NOT NULL,
  version    BIGINT NOT NULL,            -- rises with each change, also when it comes again after it was gone
  gone       BIGINT NOT NULL,            -- 1: there is none any more, and an older one that comes late stays out
  PRIMARY KEY (person_id, room_id, thread_id)
);

CREATE INDEX draft_age ON draft (person_id, gone, written_at);
CREATE INDEX draft_room ON draft (room_id);

-- Whether others may see how far the person has read, and the person how far they have.
ALTER TABLE person ADD COLUMN receipts BIGINT NOT NULL DEFAULT 1;

-- How far people have read; made before, where reading is kept already.
CREATE TABLE IF NOT EXISTS read_mark (
  person_id BYTEA NOT NULL REFERENCES person (id),
  room_id   BYTEA NOT NULL REFERENCES room (id),
  seq       BIGINT NOT NULL,
  num       BIGINT NOT NULL,
  at        BIGINT NOT NULL,
  PRIMARY KEY (person_id, room_id)
);

-- The replies of threads that aren't deleted: what is unread in one is a range of its key.
CREATE TABLE thread_reply (
  room_id  BYTEA NOT NULL,
  root_seq BIGINT NOT NULL,               -- where in the log the thread began
  seq      BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (room_id, root_seq, seq)
);

CREATE TABLE thread_follow (
  person_id   BYTEA NOT NULL REFERENCES person (id),
  room_id     BYTEA NOT NULL REFERENCES room (id),
  root_seq    BIGINT NOT NULL,
  read_seq    BIGINT NOT NULL,            -- the last reply that they have read
  following   BIGINT NOT NULL,            -- 0: no more, and not by itself again
  followed_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, room_id, root_seq)
);

CREATE INDEX thread_follow_room ON thread_follow (room_id);
