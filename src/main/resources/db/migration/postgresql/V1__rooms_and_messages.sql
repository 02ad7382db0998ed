-- Ids are the 16 bytes of a version 7 UUID; times are milliseconds since 1970 UTC.

CREATE TABLE room (
  id         BYTEA  NOT NULL PRIMARY KEY,
  name       TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  head       BIGINT NOT NULL DEFAULT 0, -- the last seq given in this room's log
  num        BIGINT NOT NULL DEFAULT 0, -- how many of the log's entries are messages
  deleted_at BIGINT,                    -- set at once; the messages follow in pieces, and then the row
  epoch      TEXT   NOT NULL            -- tells one log of a room from another
) WITH (fillfactor = 50);               -- every commit changes head: its new version stays on the page, and no index changes

CREATE INDEX room_deleted ON room (deleted_at) WHERE deleted_at IS NOT NULL;

-- By room and seq: a page of history is one range of the key.
CREATE TABLE message (
  room_id     BYTEA  NOT NULL REFERENCES room (id),
  seq         BIGINT NOT NULL,          -- its place in the log; counts every durable change of the room
  num         BIGINT NOT NULL,          -- its place among the messages alone
  id          BYTEA  NOT NULL,
  author      TEXT   NOT NULL,
  content     TEXT   NOT NULL,
  created_at  BIGINT NOT NULL,
  nonce       TEXT,                     -- the author's own name for it
  changed_seq BIGINT NOT NULL,          -- the seq of its latest change, its own at first
  edited_at   BIGINT,
  deleted_at  BIGINT,
  PRIMARY KEY (room_id, seq)
);

CREATE UNIQUE INDEX message_id ON message (id);

-- What is sent again under the same nonce is not stored again.
CREATE UNIQUE INDEX message_nonce ON message (room_id, author, nonce) WHERE nonce IS NOT NULL;

-- What changed after a seq: new messages by the primary key, changed ones by this.
CREATE INDEX message_changed ON message (room_id, changed_seq) WHERE changed_seq > seq;
