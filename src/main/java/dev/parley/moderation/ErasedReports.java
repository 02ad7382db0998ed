package dev.parley.moderation;

import dev.parley.bus.PersonName;
import dev.parley.bus.ReservedNames;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/**
 * Takes an account that is gone out of the reports, after its messages: what is still called so
 * then is a guest's from before there was the account.
 */
final class ErasedReports {

  private static final String BY_THE_ACCOUNT =
      """
      author = ? AND NOT EXISTS (
        SELECT 1 FROM message WHERE message.id = report.message_id AND message.author = report.author)
      """;

  private static final String DELETE = "DELETE FROM report WHERE " + BY_THE_ACCOUNT;

  private static final String ANONYMISE = "UPDATE report SET author = ? WHERE " + BY_THE_ACCOUNT;

  // of one message, one report of nobody can wait
  private static final String DROP_SECOND =
      """
      DELETE FROM report WHERE reporter = ? AND closed_at IS NULL AND EXISTS (
        SELECT 1 FROM report other
        WHERE other.message_id = report.message_id AND other.reporter = ? AND other.closed_at IS NULL)
      """;

  private static final String ANONYMISE_REPORTER =
      """
      UPDATE report SET reporter = ? WHERE reporter = ?
      """;

  private static final String ANONYMISE_CLOSER =
      """
      UPDATE report SET closed_by = ? WHERE closed_by = ?
      """;

  private static final String NOBODY = ReservedNames.DELETED_PERSON.value();

  private ErasedReports() {}

  /**
   * Erases it.
   *
   * @param deletes whether reports of what the account wrote go; otherwise they stay, as those of
   *     what nobody wrote
   */
  static Future<Void> erase(Sql sql, PersonName account, boolean deletes) {
    String name = account.value();
    Future<Integer> written =
        deletes
            ? sql.update(DELETE, Tuple.of(name))
            : sql.update(ANONYMISE, Tuple.of(NOBODY, name));
    return written
        .compose(done -> sql.update(DROP_SECOND, Tuple.of(name, NOBODY)))
        .compose(done -> sql.update(ANONYMISE_REPORTER, Tuple.of(NOBODY, name)))
        .compose(done -> sql.update(ANONYMISE_CLOSER, Tuple.of(NOBODY, name)))
        .mapEmpty();
  }
}
