-- Where the last server found this database, to be compared with where it is: a copy that was put back is somewhere else.
CREATE TABLE origin (
  id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  place TEXT    NOT NULL                 -- the database server's own identity and timeline, the database's and the table's
);
