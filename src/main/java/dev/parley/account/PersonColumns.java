package dev.parley.account;

import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Profile;
import dev.parley.persistence.Columns;
import dev.parley.rights.ServerRole;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;

/** How an account stands in its table. */
final class PersonColumns {

  /** The columns of a table that is called p. */
  static final String ALL =
      """
      p.id, p.name, p.display_name, p.about, p.status, p.role, p.avatar,
      CASE WHEN p.totp_secret IS NULL THEN 0 ELSE 1 END, p.hide_last_seen, p.receipts, p.created_at, p.seen_at,
      CASE WHEN p.deactivated_at IS NULL THEN 0 ELSE 1 END
      """;

  /** How many columns that is. */
  static final int COUNT = 13;

  private PersonColumns() {}

  /** Reads the account in a row that begins with these columns. */
  static Person read(Row row) {
    return read(row, 0);
  }

  /** Reads the account in a row in which these columns begin here. */
  static Person read(Row row, int first) {
    Long avatar = row.getLong(first + 6);
    return new Person(
        new PersonId(Columns.uuid(row, first)),
        new PersonName(row.getString(first + 1)),
        new Profile(row.getString(first + 2), row.getString(first + 3), row.getString(first + 4)),
        role(row.getString(first + 5)),
        avatar == null ? 0 : avatar,
        row.getLong(first + 7) == 1,
        row.getLong(first + 8) == 1,
        row.getLong(first + 9) == 1,
        Columns.instant(row, first + 10),
        instant(row, first + 11),
        row.getLong(first + 12) == 1);
  }

  /** The time in a column, null if there is none. */
  static Instant instant(Row row, int column) {
    return row.getLong(column) == null ? null : Columns.instant(row, column);
  }

  static ServerRole role(String text) {
    return ServerRole.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** A role, a kind or anything else of an enumeration, as it stands in a column. */
  static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** What both names are looked for by. */
  static String searchKey(PersonName name, Profile profile) {
    return name.key() + "\n" + new PersonName(profile.displayName()).key();
  }
}
