package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Basis;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.DirectOpened;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Room;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery.InsertDirect;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.Seq;
import dev.parley.message.Amendment;
import dev.parley.message.Amendments;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Dialect;
import dev.parley.persistence.Sql;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes rooms, and conversations of people who have none yet. */
final class NewRooms {

  private static final String COUNT =
      """
      SELECT count(*) FROM room WHERE deleted_at IS NULL
      """;

  // PostgreSQL's: between counting and inserting no other node may do the same
  private static final String ONE_AT_A_TIME =
      """
      SELECT 1 FROM pg_advisory_xact_lock(7812716)
      """;

  private static final String INSERT =
      """
      INSERT INTO room (id, name, created_at, epoch, kind, topic, owned, posting, people)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String INSERT_MEMBER =
      """
      INSERT INTO member (room_id, person_id, role, joined_at) VALUES (?, ?, ?, ?)
      """;

  private static final String DIRECT =
      """
      SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode
      FROM room WHERE people = ? AND deleted_at IS NULL
      """;

  private final Dialect dialect;
  private final Amendments amendments;
  private final int maxRooms;

  NewRooms(Dialect dialect, Amendments amendments, int maxRooms) {
    this.dialect = dialect;
    this.amendments = amendments;
    this.maxRooms = maxRooms;
  }

  Future<RoomFound> insert(InsertRoom query) {
    Room room = query.room();
    Actor actor = query.actor();
    return amendments.ofNewRoom(
        new Basis(room.id(), 0, actor, room.createdAt()),
        amendment ->
            requireSpace(amendment.sql())
                .compose(space -> insert(amendment.sql(), room, null))
                .compose(
                    inserted -> room.owned() ? own(amendment, actor) : Future.succeededFuture())
                .map(owned -> new RoomFound(room, Seq.START)));
  }

  private static Future<?> own(Amendment amendment, Actor owner) {
    return addMember(amendment, owner.id(), "owner")
        .compose(added -> amendment.concerns(owner.id(), owner.name()))
        .compose(noted -> amendment.audit(Action.ROOMS_CREATE, null, Map.of()));
  }

  private static Future<Integer> addMember(Amendment amendment, PersonId person, String role) {
    Basis basis = amendment.basis();
    return amendment
        .sql()
        .update(
            INSERT_MEMBER,
            Tuple.of(
                bytes(basis.room()), Columns.of(person.value()), role, Columns.of(basis.at())));
  }

  private static Future<Integer> insert(Sql sql, Room room, String people) {
    Object[] row = {
      bytes(room.id()),
      room.name().value(),
      Columns.of(room.createdAt()),
      room.epoch().value(),
      room.kind().name().toLowerCase(Locale.ROOT),
      room.topic(),
      room.owned() ? 1 : 0,
      room.announcements() ? "moderators" : "everyone",
      people
    };
    return sql.update(INSERT, Tuple.wrap(Arrays.asList(row)));
  }

  /** The same people have one conversation, whoever begins it and in whatever order. */
  Future<DirectOpened> insert(InsertDirect query) {
    String people =
        query.people().stream().map(PersonId::toString).sorted().collect(Collectors.joining(","));
    return amendments.ofNewRoom(
        new Basis(query.room().id(), 0, query.actor(), query.room().createdAt()),
        amendment ->
            direct(amendment.sql(), people)
                .compose(
                    found ->
                        found.isPresent()
                            ? Future.succeededFuture(new DirectOpened(found.get(), false))
                            : begin(amendment, query, people)));
  }

  private Future<DirectOpened> begin(Amendment amendment, InsertDirect query, String people) {
    Sql sql = amendment.sql();
    return requireSpace(sql)
        .compose(space -> insert(sql, query.room(), people))
        .compose(
            inserted ->
                inserted == 0
                    ? Future.succeededFuture() // another node was faster
                    : addAll(amendment, query.people()))
        .compose(added -> direct(sql, people))
        .map(
            found -> {
              Room room = found.orElseThrow();
              return new DirectOpened(room, room.id().equals(query.room().id()));
            });
  }

  private static Future<Void> addAll(Amendment amendment, List<PersonId> people) {
    Future<?> added = Future.succeededFuture();
    for (PersonId person : people) {
      added = added.compose(before -> addMember(amendment, person, "member"));
    }
    return added.compose(all -> concernAll(amendment, people));
  }

  private static Future<Void> concernAll(Amendment amendment, List<PersonId> people) {
    Future<Void> noted = Future.succeededFuture();
    for (PersonId person : people) {
      noted = noted.compose(before -> amendment.concerns(person));
    }
    return noted;
  }

  private static Future<Optional<Room>> direct(Sql sql, String people) {
    return sql.row(DIRECT, Tuple.of(people), RoomColumns::room)
        .compose(
            found ->
                found.isPresent()
                    ? RoomColumns.withPeople(sql, found.get()).map(Optional::of)
                    : Future.succeededFuture(found));
  }

  private Future<Void> requireSpace(Sql sql) {
    if (maxRooms == 0) {
      return Future.succeededFuture();
    }
    return takeTurn(sql)
        .compose(turn -> sql.row(COUNT, Tuple.tuple(), row -> row.getInteger(0)))
        .compose(
            count ->
                count.orElseThrow() < maxRooms
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure(FailureCode.TOO_MANY_ROOMS)));
  }

  private Future<?> takeTurn(Sql sql) {
    return dialect == Dialect.POSTGRESQL
        ? sql.row(ONE_AT_A_TIME, Tuple.tuple(), row -> row.getInteger(0))
        : Future.succeededFuture();
  }

  private static byte[] bytes(RoomId room) {
    return Columns.of(room.value());
  }
}
