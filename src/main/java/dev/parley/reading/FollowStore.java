package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Extras;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FollowQuery;
import dev.parley.bus.FollowQuery.MarkThread;
import dev.parley.bus.FollowQuery.SelectFollowed;
import dev.parley.bus.FollowQuery.SetFollow;
import dev.parley.bus.FollowedThread;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnNews.ThreadChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.ThreadFound;
import dev.parley.bus.Reply.ThreadsFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.ThreadCursor;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of who follows which thread, and how far they have read in it. Who writes in a thread,
 * or has begun it, is put there by {@link FollowWriting}.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class FollowStore implements Store, FollowQuery.Visitor<Future<? extends Reply>> {

  private static final String MESSAGE =
      """
      SELECT seq, extras FROM message WHERE id = ? AND room_id = ? AND notice IS NULL
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM thread_follow WHERE person_id = ? AND following = 1
      """;

  private static final String FOLLOW =
      """
      INSERT INTO thread_follow (person_id, room_id, root_seq, read_seq, following, followed_at)
      VALUES (?, ?, ?, coalesce((SELECT max(seq) FROM thread_reply WHERE room_id = ? AND root_seq = ?), ?), 1, ?)
      ON CONFLICT (person_id, room_id, root_seq) DO UPDATE SET following = 1,
        read_seq = excluded.read_seq, followed_at = excluded.followed_at
      WHERE thread_follow.following = 0
      """;

  private static final String FOLLOW_NO_MORE =
      """
      INSERT INTO thread_follow (person_id, room_id, root_seq, read_seq, following, followed_at)
      VALUES (?, ?, ?, ?, 0, ?)
      ON CONFLICT (person_id, room_id, root_seq) DO UPDATE SET following = 0
      """;

  // no further than there are replies: what is yet to be written isn't read
  private static final String MARK =
      """
      UPDATE thread_follow SET read_seq = (
        SELECT max(seq) FROM thread_reply WHERE room_id = ? AND root_seq = ? AND seq <= ?)
      WHERE person_id = ? AND room_id = ? AND root_seq = ? AND read_seq < (
        SELECT max(seq) FROM thread_reply WHERE room_id = ? AND root_seq = ? AND seq <= ?)
      """;

  private static final String ONE =
      """
      SELECT f.room_id, m.id, f.root_seq, f.following, f.read_seq,
        (SELECT count(*) FROM thread_reply r
          WHERE r.room_id = f.room_id AND r.root_seq = f.root_seq AND r.seq > f.read_seq),
        coalesce((SELECT r.at FROM thread_reply r
          WHERE r.room_id = f.room_id AND r.root_seq = f.root_seq
          ORDER BY r.seq DESC LIMIT 1), f.followed_at)
      FROM thread_follow f JOIN message m ON m.room_id = f.room_id AND m.seq = f.root_seq
      WHERE f.person_id = ? AND f.room_id = ? AND f.root_seq = ?
      """;

  private static final String PAGE =
      """
      SELECT f.room_id, m.id, f.root_seq, 1, f.read_seq,
        (SELECT count(*) FROM thread_reply r
          WHERE r.room_id = f.room_id AND r.root_seq = f.root_seq AND r.seq > f.read_seq),
        f.last_at
      FROM (
        SELECT t.room_id, t.root_seq, t.read_seq,
          coalesce((SELECT r.at FROM thread_reply r
            WHERE r.room_id = t.room_id AND r.root_seq = t.root_seq
            ORDER BY r.seq DESC LIMIT 1), t.followed_at) AS last_at
        FROM thread_follow t WHERE t.person_id = ? AND t.following = 1) AS f
      JOIN message m ON m.room_id = f.room_id AND m.seq = f.root_seq
      WHERE (f.last_at, f.room_id, f.root_seq) < (?, ?, ?)
      ORDER BY f.last_at DESC, f.room_id DESC, f.root_seq DESC LIMIT ?
      """;

  private static final ThreadCursor NEWEST =
      new ThreadCursor(
          Instant.ofEpochMilli(Long.MAX_VALUE), new RoomId(new UUID(-1, -1)), Seq.START);

  private record Marked(FollowedThread thread, boolean moved) {}

  private record Root(RoomId room, MessageId id, Seq seq) {}

  private final Database database;
  private final int maxFollows;
  private Bus bus;

  /**
   * Stores in this database.
   *
   * @param maxFollows the most threads that one person follows
   */
  public FollowStore(Database database, int maxFollows) {
    this.database = database;
    this.maxFollows = maxFollows;
  }

  @Override
  public void answerOn(Bus to) {
    bus = to;
    bus.<FollowQuery>answer(Addresses.followStore(), query -> query.accept(this));
  }

  @Override
  public Future<ThreadFound> setFollow(SetFollow query) {
    return database
        .write(
            sql ->
                root(sql, query.room(), query.message())
                    .compose(root -> set(sql, query, root))
                    .compose(root -> find(sql, query.person(), root)))
        .onSuccess(thread -> tell(query.person(), thread, true))
        .map(ThreadFound::new);
  }

  /** Of a reply it is where its thread began. */
  private static Future<Root> root(Sql sql, RoomId room, MessageId message) {
    Tuple key = Tuple.of(Columns.of(message.value()), Columns.of(room.value()));
    return sql.row(
            MESSAGE,
            key,
            row ->
                Optional.of(ExtrasForms.restored(row.getString(1)))
                    .map(Extras::thread)
                    .map(place -> new Root(room, place.root(), null))
                    .orElseGet(() -> new Root(room, message, new Seq(row.getLong(0)))))
        .compose(found -> found.map(Future::succeededFuture).orElseGet(FollowStore::none))
        .compose(
            found ->
                found.seq() == null ? root(sql, room, found.id()) : Future.succeededFuture(found));
  }

  private static <T> Future<T> none() {
    return Future.failedFuture(new Failure(FailureCode.MESSAGE_NOT_FOUND));
  }

  private Future<Root> set(Sql sql, SetFollow query, Root root) {
    byte[] person = Columns.of(query.person().value());
    byte[] room = Columns.of(root.room().value());
    long seq = root.seq().value();
    long at = Columns.of(query.at());
    if (!query.following()) {
      return sql.update(FOLLOW_NO_MORE, Tuple.of(person, room, seq, seq, at)).map(root);
    }
    Object[] row = {person, room, seq, room, seq, seq, at};
    return sql.update(FOLLOW, Tuple.wrap(Arrays.asList(row)))
        .compose(followed -> requireSpace(sql, person))
        .map(root);
  }

  private Future<Void> requireSpace(Sql sql, byte[] person) {
    return sql.row(COUNT, Tuple.of(person), row -> row.getLong(0))
        .compose(
            count ->
                count.orElseThrow() <= maxFollows
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Failure(
                            FailureCode.TOO_MANY,
                            "You follow as many threads as this server allows.")));
  }

  @Override
  public Future<ThreadFound> markThread(MarkThread query) {
    return database
        .write(
            sql -> root(sql, query.room(), query.message()).compose(root -> mark(sql, query, root)))
        .onSuccess(
            marked -> {
              if (marked.moved()) {
                tell(query.person(), marked.thread(), false);
              }
            })
        .map(marked -> new ThreadFound(marked.thread()));
  }

  private static Future<Marked> mark(Sql sql, MarkThread query, Root root) {
    byte[] room = Columns.of(root.room().value());
    long seq = root.seq().value();
    long read = query.seq().value();
    Object[] row = {
      room, seq, read, Columns.of(query.person().value()), room, seq, room, seq, read
    };
    return sql.update(MARK, Tuple.wrap(Arrays.asList(row)))
        .compose(
            moved -> find(sql, query.person(), root).map(thread -> new Marked(thread, moved == 1)));
  }

  private static Future<FollowedThread> find(Sql sql, PersonId person, Root root) {
    Tuple key =
        Tuple.of(Columns.of(person.value()), Columns.of(root.room().value()), root.seq().value());
    return sql.row(ONE, key, FollowStore::thread)
        .map(
            found ->
                found.orElseGet(
                    () ->
                        new FollowedThread(
                            root.room(),
                            root.id(),
                            root.seq(),
                            false,
                            Seq.START,
                            0,
                            Instant.EPOCH)));
  }

  private void tell(PersonId person, FollowedThread thread, boolean follow) {
    bus.publishEverywhere(Addresses.ownNews(), new ThreadChanged(person, thread, follow));
  }

  @Override
  public Future<ThreadsFound> selectFollowed(SelectFollowed query) {
    ThreadCursor before = query.before() == null ? NEWEST : query.before();
    Tuple page =
        Tuple.of(
            Columns.of(query.person().value()),
            before.at().toEpochMilli(),
            Columns.of(before.room().value()),
            before.root().value(),
            query.limit() + 1);
    return database
        .read(sql -> sql.rows(PAGE, page, FollowStore::thread))
        .map(found -> page(found, query.limit()));
  }

  private static ThreadsFound page(List<FollowedThread> found, int limit) {
    return found.size() > limit
        ? new ThreadsFound(found.subList(0, limit), found.get(limit - 1).cursor())
        : new ThreadsFound(found, null);
  }

  private static FollowedThread thread(Row row) {
    return new FollowedThread(
        new RoomId(Columns.uuid(row, 0)),
        new MessageId(Columns.uuid(row, 1)),
        new Seq(row.getLong(2)),
        row.getLong(3) == 1,
        new Seq(row.getLong(4)),
        row.getLong(5),
        Columns.instant(row, 6));
  }
}
