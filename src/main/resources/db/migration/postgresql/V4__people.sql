-- Accounts, what they are signed in with, and what they may do. Ids are the 16 bytes of a version 7 UUID; times are milliseconds since 1970 UTC.
-- Of passwords there is the Argon2id hash, of tokens, links and codes the SHA-256: nothing here lets anybody in.

CREATE TABLE person (
  id             BYTEA    NOT NULL PRIMARY KEY,
  name           TEXT    NOT NULL,            -- as which others see it; never changes
  name_key       TEXT    NOT NULL UNIQUE,     -- what equal names have in common; kept when the account is deleted, so that nobody else gets it
  display_name   TEXT    NOT NULL,
  search_key     TEXT    NOT NULL,            -- both names as they are looked for
  about          TEXT    NOT NULL DEFAULT '',
  status         TEXT    NOT NULL DEFAULT '',
  role           TEXT    NOT NULL,            -- member, administrator
  password       TEXT,                        -- null: nobody can sign in with one
  totp_secret    TEXT,                        -- null: there is no second factor
  totp_pending   TEXT,                        -- one that is yet to be confirmed
  totp_step      BIGINT NOT NULL DEFAULT 0,  -- the last time step whose code was used
  hide_last_seen BIGINT NOT NULL DEFAULT 0,
  avatar         BIGINT,                     -- which picture it is, counted; null for none
  created_at     BIGINT NOT NULL,
  seen_at        BIGINT,
  deactivated_at BIGINT,
  deleted_at     BIGINT
);

CREATE TABLE avatar (
  person_id BYTEA    NOT NULL REFERENCES person (id),
  size      BIGINT NOT NULL,                 -- pixels in each direction
  image     BYTEA    NOT NULL,                 -- PNG
  PRIMARY KEY (person_id, size)
);

CREATE TABLE recovery_code (
  person_id BYTEA NOT NULL REFERENCES person (id),
  hash      BYTEA NOT NULL,
  PRIMARY KEY (person_id, hash)
);

CREATE TABLE session (
  id         BYTEA    NOT NULL PRIMARY KEY,
  person_id  BYTEA    NOT NULL REFERENCES person (id),
  kind       TEXT    NOT NULL,                -- browser, token
  hash       BYTEA    NOT NULL UNIQUE,         -- of the token
  label      TEXT    NOT NULL,                -- what the browser says it is, or what its person calls the token
  scopes     TEXT    NOT NULL DEFAULT '',     -- of a token, with spaces between
  address    TEXT    NOT NULL,                -- where it was last used from
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT,                 -- null: never
  cookie_at  BIGINT                          -- when its browser was last told to keep the cookie; null for a token
);

CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE link (
  id         BYTEA    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,                -- setup, invitation, reset
  hash       BYTEA    NOT NULL UNIQUE,         -- of the token in it
  person_id  BYTEA REFERENCES person (id),     -- whose password it resets
  made_by    BYTEA REFERENCES person (id),     -- null: the server or its command line
  note       TEXT    NOT NULL DEFAULT '',
  uses       BIGINT NOT NULL DEFAULT 0,
  max_uses   BIGINT NOT NULL,                -- 0: any number
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

ALTER TABLE room ADD COLUMN kind        TEXT    NOT NULL DEFAULT 'public'; -- public, private, direct
ALTER TABLE room ADD COLUMN topic       TEXT    NOT NULL DEFAULT '';
ALTER TABLE room ADD COLUMN owned       BIGINT NOT NULL DEFAULT 0;        -- 0: it is everybody's
ALTER TABLE room ADD COLUMN archived_at BIGINT;
ALTER TABLE room ADD COLUMN posting     TEXT    NOT NULL DEFAULT 'everyone'; -- everyone, moderators
ALTER TABLE room ADD COLUMN slow_mode   BIGINT NOT NULL DEFAULT 0;        -- seconds
ALTER TABLE room ADD COLUMN people      TEXT;                              -- of a direct conversation: the sorted ids of its people
ALTER TABLE room ADD COLUMN access      BIGINT  NOT NULL DEFAULT 0;        -- counts the changes of who may do what in it

CREATE UNIQUE INDEX room_people ON room (people) WHERE people IS NOT NULL;
CREATE INDEX room_public ON room (id) WHERE kind = 'public' AND deleted_at IS NULL;

CREATE TABLE member (
  room_id   BYTEA    NOT NULL REFERENCES room (id),
  person_id BYTEA    NOT NULL REFERENCES person (id),
  role      TEXT    NOT NULL,                 -- reader, member, moderator, owner
  favourite BIGINT NOT NULL DEFAULT 0,
  level     TEXT    NOT NULL DEFAULT 'all',   -- what they want to be told of: all, mentions, nothing
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (room_id, person_id)
);

CREATE INDEX member_person ON member (person_id, room_id);

-- By name, so that it holds for guests too.
CREATE TABLE restriction (
  room_id     BYTEA    NOT NULL REFERENCES room (id),
  name_key    TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  muted_until BIGINT,
  banned_at   BIGINT,
  reason      TEXT    NOT NULL DEFAULT '',
  made_by     TEXT    NOT NULL,
  PRIMARY KEY (room_id, name_key)
);

ALTER TABLE message ADD COLUMN author_id BYTEA; -- null: a guest's
ALTER TABLE message ADD COLUMN notice    TEXT; -- null: it is a message; otherwise what its place in the log tells, and content is the value

-- What took a right away or gave one: every node reads what is new, and looks again at whom it concerns.
CREATE TABLE access_change (
  n          BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         BIGINT NOT NULL,
  person_id  BYTEA,
  session_id BYTEA,
  name_key   TEXT,
  room_id    BYTEA
);

-- Who did what to whom, when and from where; never a secret.
CREATE TABLE audit (
  n        BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       BIGINT NOT NULL,
  actor_id BYTEA,                              -- null: a guest, the server or its command line
  actor    TEXT    NOT NULL,
  action   TEXT    NOT NULL,
  subject  TEXT,                              -- to whom
  room_id  BYTEA,
  address  TEXT,
  detail   TEXT    NOT NULL DEFAULT '{}'      -- JSON
);

CREATE TABLE report (
  id         BYTEA    NOT NULL PRIMARY KEY,
  room_id    BYTEA    NOT NULL,
  message_id BYTEA    NOT NULL,
  author     TEXT    NOT NULL,
  content    TEXT    NOT NULL,                -- as it was when it was reported
  reporter   TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at  BIGINT,
  closed_by  TEXT,
  outcome    TEXT                             -- dismissed, acted
);

-- One report of a message by one person waits at a time.
CREATE UNIQUE INDEX report_once ON report (message_id, reporter) WHERE closed_at IS NULL;
CREATE INDEX report_of_room ON report (room_id) WHERE closed_at IS NULL;
CREATE INDEX report_open ON report (created_at) WHERE closed_at IS NULL;

-- Messages that are to go, or to lose their author's name, in pieces: what a stopped server left over goes on after the next start.
CREATE TABLE erasure (
  id         BYTEA    NOT NULL PRIMARY KEY,
  room_id    BYTEA,                            -- null: in all rooms
  person_id  BYTEA,                            -- whose messages; null: a guest's
  name       TEXT    NOT NULL,
  mode       TEXT    NOT NULL,                -- delete, anonymise
  made_by    TEXT    NOT NULL,
  next_room  BYTEA,                            -- how far it has come
  next_seq   BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);
