package dev.parley.account;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.MarkSeen;
import dev.parley.bus.Reply.Done;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;

/**
 * Keeps when people were last there.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class SeenStore implements Store {

  private static final String MARK =
      """
      UPDATE person SET seen_at = ?
      WHERE id = ? AND deleted_at IS NULL AND (seen_at IS NULL OR seen_at < ?)
      """;

  private final Database database;

  /** Keeps it in this database. */
  public SeenStore(Database database) {
    this.database = database;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.answer(Addresses.seenStore(), this::mark);
  }

  private Future<Done> mark(MarkSeen query) {
    long at = Columns.of(query.at());
    return database.write(
        sql ->
            sql.batch(
                    MARK,
                    query.people().stream()
                        // in one order, so that two nodes that mark the same people don't lock
                        // each other out
                        .sorted(Comparator.comparing(person -> person.value()))
                        .map(person -> Tuple.of(at, Columns.of(person.value()), at))
                        .toList())
                .map(new Done()));
  }
}
