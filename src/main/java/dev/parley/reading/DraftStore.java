package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Draft;
import dev.parley.bus.DraftQuery;
import dev.parley.bus.DraftQuery.PutDraft;
import dev.parley.bus.DraftQuery.SelectDrafts;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnNews.DraftChanged;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.DraftKept;
import dev.parley.bus.Reply.DraftsFound;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of drafts. Of one that is gone the place stays, so that an older one which comes late
 * doesn't bring it back; of these too no person has more than of drafts.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class DraftStore implements Store, DraftQuery.Visitor<Future<? extends Reply>> {

  private static final String THREAD =
      """
      SELECT 1 FROM message WHERE id = ? AND room_id = ? AND notice IS NULL
      """;

  // one statement, so that of two devices on two nodes the later one wins whichever comes first
  private static final String PUT =
      """
      INSERT INTO draft (person_id, room_id, thread_id, content, quote_id, written_at, version, gone)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (person_id, room_id, thread_id) DO UPDATE SET content = excluded.content,
        quote_id = excluded.quote_id, written_at = excluded.written_at, gone = excluded.gone,
        version = CASE WHEN excluded.version > draft.version THEN excluded.version
          ELSE draft.version + 1 END
      WHERE excluded.written_at >= draft.written_at AND (excluded.content <> draft.content
        OR excluded.quote_id IS DISTINCT FROM draft.quote_id)
      RETURNING room_id, thread_id, content, quote_id, written_at, version
      """;

  private static final String ONE =
      """
      SELECT room_id, thread_id, content, quote_id, written_at, version FROM draft
      WHERE person_id = ? AND room_id = ? AND thread_id = ?
      """;

  private static final String ALL =
      """
      SELECT room_id, thread_id, content, quote_id, written_at, version FROM draft
      WHERE person_id = ? AND gone = 0 ORDER BY written_at DESC, room_id, thread_id
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM draft WHERE person_id = ? AND gone = ?
      """;

  private static final String END_OLDEST =
      """
      UPDATE draft SET content = '', quote_id = NULL, gone = 1, version = version + 1
      WHERE person_id = ? AND (room_id, thread_id) IN (
        SELECT room_id, thread_id FROM draft WHERE person_id = ? AND gone = 0
        ORDER BY written_at, room_id, thread_id LIMIT ?)
      RETURNING room_id, thread_id, content, quote_id, written_at, version
      """;

  private static final String FORGET_OLDEST =
      """
      DELETE FROM draft WHERE person_id = ? AND (room_id, thread_id) IN (
        SELECT room_id, thread_id FROM draft WHERE person_id = ? AND gone = 1
        ORDER BY written_at, room_id, thread_id LIMIT ?)
      """;

  private static final byte[] NO_THREAD = {};

  private final Database database;
  private final int maxDrafts;
  private Bus bus;

  /**
   * Stores in this database.
   *
   * @param maxDrafts the most of one person
   */
  public DraftStore(Database database, int maxDrafts) {
    this.database = database;
    this.maxDrafts = maxDrafts;
  }

  @Override
  public void answerOn(Bus to) {
    bus = to;
    bus.<DraftQuery>answer(Addresses.draftStore(), query -> query.accept(this));
  }

  @Override
  public Future<DraftKept> putDraft(PutDraft query) {
    List<Draft> changed = new ArrayList<>();
    return database
        .write(
            sql -> {
              changed.clear(); // it may be done again
              return requireThread(sql, query.draft())
                  .compose(found -> put(sql, query, changed))
                  .compose(kept -> keepWithinLimit(sql, query, changed).map(kept));
            })
        .onSuccess(kept -> changed.forEach(draft -> tell(query, draft)))
        .map(DraftKept::new);
  }

  private void tell(PutDraft query, Draft draft) {
    boolean own = Place.of(draft).equals(Place.of(query.draft()));
    bus.publishEverywhere(
        Addresses.ownNews(), new DraftChanged(query.person(), own ? query.from() : null, draft));
  }

  private record Place(RoomId room, MessageId thread) {
    static Place of(Draft draft) {
      return new Place(draft.room(), draft.thread());
    }
  }

  private static Future<?> requireThread(Sql sql, Draft draft) {
    if (draft.thread() == null || draft.gone()) {
      return Future.succeededFuture();
    }
    Tuple key = Tuple.of(Columns.of(draft.thread().value()), Columns.of(draft.room().value()));
    return sql.row(THREAD, key, row -> true)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure(FailureCode.MESSAGE_NOT_FOUND)));
  }

  private Future<Draft> put(Sql sql, PutDraft query, List<Draft> changed) {
    Draft draft = query.draft();
    byte[] person = Columns.of(query.person().value());
    byte[] room = Columns.of(draft.room().value());
    byte[] thread = draft.thread() == null ? NO_THREAD : Columns.of(draft.thread().value());
    long at = Columns.of(draft.at());
    Object[] row = {
      person,
      room,
      thread,
      draft.content(),
      draft.quote() == null ? null : Columns.of(draft.quote().value()),
      at,
      at,
      draft.gone() ? 1 : 0
    };
    return sql.row(PUT, Tuple.wrap(Arrays.asList(row)), DraftStore::draft)
        .compose(
            put -> {
              put.ifPresent(changed::add);
              return put.isPresent()
                  ? Future.succeededFuture(put)
                  : sql.row(ONE, Tuple.of(person, room, thread), DraftStore::draft);
            })
        .map(kept -> kept.orElse(draft));
  }

  private Future<?> keepWithinLimit(Sql sql, PutDraft query, List<Draft> changed) {
    byte[] person = Columns.of(query.person().value());
    return changed.isEmpty()
        ? Future.succeededFuture()
        : excess(sql, person, 0)
            .compose(
                excess ->
                    excess > 0
                        ? sql.rows(END_OLDEST, Tuple.of(person, person, excess), DraftStore::draft)
                        : Future.succeededFuture(List.<Draft>of()))
            .onSuccess(changed::addAll)
            .compose(ended -> excess(sql, person, 1))
            .compose(
                excess ->
                    excess > 0
                        ? sql.update(FORGET_OLDEST, Tuple.of(person, person, excess))
                        : Future.succeededFuture(0));
  }

  private Future<Long> excess(Sql sql, byte[] person, int gone) {
    return sql.row(COUNT, Tuple.of(person, gone), row -> row.getLong(0))
        .map(count -> count.orElseThrow() - maxDrafts);
  }

  @Override
  public Future<DraftsFound> selectDrafts(SelectDrafts query) {
    Tuple person = Tuple.of(Columns.of(query.person().value()));
    return database.read(sql -> sql.rows(ALL, person, DraftStore::draft)).map(DraftsFound::new);
  }

  private static Draft draft(Row row) {
    return new Draft(
        new RoomId(Columns.uuid(row, 0)),
        message(row, 1),
        row.getString(2),
        message(row, 3),
        Columns.instant(row, 4),
        row.getLong(5));
  }

  private static MessageId message(Row row, int column) {
    Buffer id = row.getBuffer(column);
    return id == null || id.length() == 0 ? null : new MessageId(Columns.uuid(row, column));
  }
}
