package dev.parley.account;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.ExportQuery;
import dev.parley.bus.ExportQuery.SelectMemberships;
import dev.parley.bus.ExportQuery.SelectWritten;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.MembershipsFound;
import dev.parley.bus.Reply.MembershipsFound.Membership;
import dev.parley.bus.Reply.WrittenFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import dev.parley.rights.RoomRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What the archive of one's own data is made of. There is no index of who wrote what, which each
 * message would pay for: the rooms are looked through from end to end, {@link #PIECE} places of a
 * log at a time. Belongs to the persistence verticle's context.
 */
public final class ExportStore implements Store, ExportQuery.Visitor<Future<? extends Reply>> {

  static final int PIECE = 500;

  private static final String MEMBERSHIPS =
      """
      SELECT r.id, CASE WHEN r.kind = 'direct' THEN '' ELSE r.name END, m.role, m.joined_at
      FROM member m JOIN room r ON r.id = m.room_id
      WHERE m.person_id = ? AND r.deleted_at IS NULL ORDER BY r.id
      """;

  private static final String NEXT_ROOM =
      """
      SELECT id FROM room WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT 1
      """;

  private static final String END_OF_PIECE =
      """
      SELECT max(seq) FROM (
        SELECT seq FROM message WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?) AS piece
      """;

  private static final String WRITTEN =
      """
      SELECT id, room_id, seq, author, content, created_at FROM message
      WHERE room_id = ? AND seq > ? AND seq <= ? AND author_id = ?
        AND deleted_at IS NULL AND notice IS NULL
      ORDER BY seq
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Database database;

  /** Reads this database. */
  public ExportStore(Database database) {
    this.database = database;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<ExportQuery>answer(Addresses.exportStore(), query -> query.accept(this));
  }

  @Override
  public Future<MembershipsFound> selectMemberships(SelectMemberships query) {
    Tuple person = Tuple.of(Columns.of(query.person().value()));
    return database
        .read(sql -> sql.rows(MEMBERSHIPS, person, ExportStore::membership))
        .map(MembershipsFound::new);
  }

  private static Membership membership(Row row) {
    return new Membership(
        new RoomId(Columns.uuid(row, 0)),
        row.getString(1),
        RoomRole.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        Columns.instant(row, 3));
  }

  @Override
  public Future<WrittenFound> selectWritten(SelectWritten query) {
    return database.read(
        sql -> query.room() == null ? nextRoom(sql, BEFORE_ALL, List.of()) : piece(sql, query));
  }

  private static Future<WrittenFound> piece(Sql sql, SelectWritten query) {
    byte[] room = Columns.of(query.room().value());
    long after = query.after().value();
    return sql.row(END_OF_PIECE, Tuple.of(room, after, PIECE), row -> end(row.getLong(0)))
        .compose(
            found -> {
              Optional<Long> end = found.orElseThrow();
              return end.isEmpty()
                  ? nextRoom(sql, query.room().value(), List.of())
                  : written(sql, query, end.get());
            });
  }

  private static Optional<Long> end(Long seq) {
    return Optional.ofNullable(seq);
  }

  private static Future<WrittenFound> written(Sql sql, SelectWritten query, long end) {
    Tuple range =
        Tuple.of(
            Columns.of(query.room().value()),
            query.after().value(),
            end,
            Columns.of(query.person().value()));
    return sql.rows(WRITTEN, range, ExportStore::message)
        .map(messages -> new WrittenFound(messages, query.room(), new Seq(end)));
  }

  private static Future<WrittenFound> nextRoom(Sql sql, UUID after, List<Message> messages) {
    return sql.row(NEXT_ROOM, Tuple.of(Columns.of(after)), row -> Columns.uuid(row, 0))
        .map(next -> new WrittenFound(messages, next.map(RoomId::new).orElse(null), Seq.START));
  }

  private static Message message(Row row) {
    return new Message(
        new MessageId(Columns.uuid(row, 0)),
        new RoomId(Columns.uuid(row, 1)),
        new Seq(row.getLong(2)),
        new PersonName(row.getString(3)),
        new MessageContent(row.getString(4)),
        Columns.instant(row, 5),
        null);
  }
}
