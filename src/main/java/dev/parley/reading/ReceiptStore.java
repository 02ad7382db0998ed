package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.ReceiptQuery;
import dev.parley.bus.Reply.ReceiptsListed;
import dev.parley.bus.Reply.ReceiptsListed.ReadBy;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Who has read a message, of those who were members when it was written and let it be known; its
 * author isn't among them. By the read marks of the room.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class ReceiptStore implements Store {

  private static final String ASKER =
      """
      SELECT receipts FROM person WHERE id = ?
      """;

  private static final String MESSAGE =
      """
      SELECT seq, created_at, author_id FROM message
      WHERE id = ? AND room_id = ? AND deleted_at IS NULL AND notice IS NULL
      """;

  private static final String READERS =
      """
      SELECT p.id, p.name, p.display_name
      FROM member m
      JOIN read_mark r ON r.person_id = m.person_id AND r.room_id = m.room_id
      JOIN person p ON p.id = m.person_id
      WHERE m.room_id = ? AND m.joined_at <= ? AND r.seq >= ? AND p.receipts = 1 AND p.id <> ?
        AND p.name_key > ?
      ORDER BY p.name_key LIMIT ?
      """;

  private static final byte[] NOBODY = {};

  private record Written(long seq, long at, byte[] author) {}

  private final Database database;
  private final boolean enabled;

  /**
   * Reads this database.
   *
   * @param enabled whether the server tells anybody
   */
  public ReceiptStore(Database database, boolean enabled) {
    this.database = database;
    this.enabled = enabled;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<ReceiptQuery>answer(Addresses.receiptStore(), this::select);
  }

  private Future<ReceiptsListed> select(ReceiptQuery query) {
    return database.read(
        sql ->
            message(sql, query)
                .compose(
                    written ->
                        isOn(sql, query.asker())
                            .compose(
                                on ->
                                    on
                                        ? readers(sql, query, written)
                                        : Future.succeededFuture(List.<ReadBy>of()))
                            .map(found -> page(found, query.limit()))));
  }

  private static Future<Written> message(Sql sql, ReceiptQuery query) {
    Tuple key = Tuple.of(Columns.of(query.message().value()), Columns.of(query.room().value()));
    return sql.row(MESSAGE, key, ReceiptStore::written)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () -> Future.failedFuture(new Failure(FailureCode.MESSAGE_NOT_FOUND))));
  }

  private static Written written(Row row) {
    Buffer author = row.getBuffer(2);
    return new Written(row.getLong(0), row.getLong(1), author == null ? NOBODY : author.getBytes());
  }

  private Future<Boolean> isOn(Sql sql, PersonId asker) {
    return enabled
        ? sql.row(ASKER, Tuple.of(Columns.of(asker.value())), row -> row.getLong(0) == 1)
            .map(found -> found.orElse(false))
        : Future.succeededFuture(false);
  }

  private static Future<List<ReadBy>> readers(Sql sql, ReceiptQuery query, Written written) {
    Tuple page =
        Tuple.of(
            Columns.of(query.room().value()),
            written.at(),
            written.seq(),
            written.author(),
            query.after() == null ? "" : query.after().key(),
            query.limit() + 1);
    return sql.rows(READERS, page, ReceiptStore::reader);
  }

  private static ReadBy reader(Row row) {
    return new ReadBy(
        new PersonId(Columns.uuid(row, 0)), new PersonName(row.getString(1)), row.getString(2));
  }

  private static ReceiptsListed page(List<ReadBy> found, int limit) {
    boolean more = found.size() > limit;
    return new ReceiptsListed(more ? found.subList(0, limit) : found, more);
  }
}
