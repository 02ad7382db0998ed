package dev.parley.account;

import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.SessionFound;
import dev.parley.bus.Session;
import dev.parley.bus.SessionId;
import dev.parley.persistence.Columns;
import dev.parley.rights.Scope;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a session stands in its table. */
final class SessionColumns {

  /** The columns of a table that is called s. */
  static final String ALL =
      """
      s.id, s.person_id, s.kind, s.label, s.scopes, s.address, s.created_at, s.seen_at, s.expires_at
      """;

  private static final int COUNT = 9;

  private SessionColumns() {}

  /** Reads a row of these columns. */
  static Session read(Row row) {
    return read(row, 0);
  }

  /**
   * Reads a row of an account's columns, these, and when the cookie was sent.
   *
   * @param old when a cookie was sent that should be sent again
   */
  static SessionFound found(Row row, Instant old) {
    Instant cookie = PersonColumns.instant(row, PersonColumns.COUNT + COUNT);
    return new SessionFound(
        read(row, PersonColumns.COUNT),
        PersonColumns.read(row),
        cookie != null && cookie.isBefore(old));
  }

  private static Session read(Row row, int first) {
    return new Session(
        new SessionId(Columns.uuid(row, first)),
        new PersonId(Columns.uuid(row, first + 1)),
        Session.Kind.valueOf(row.getString(first + 2).toUpperCase(Locale.ROOT)),
        row.getString(first + 3),
        scopes(row.getString(first + 4)),
        row.getString(first + 5),
        Columns.instant(row, first + 6),
        Columns.instant(row, first + 7),
        PersonColumns.instant(row, first + 8));
  }

  private static Set<Scope> scopes(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> Scope.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  /** As they stand in the column. */
  static String text(Set<Scope> scopes) {
    return scopes.stream().sorted().map(PersonColumns::text).collect(Collectors.joining(" "));
  }
}
