package dev.parley.room;

import dev.parley.bus.MemberQuery.SelectMemberships;
import dev.parley.bus.Membership;
import dev.parley.bus.NotificationLevel;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.MembershipsListed;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the rooms that somebody belongs to, newest first, with the people of conversations. */
final class MembershipPages {

  private static final String PAGE =
      """
      SELECT room.id, room.name, room.created_at, room.epoch, room.kind, room.topic, room.owned,
        room.archived_at, room.posting, room.slow_mode, member.role, member.favourite, member.level
      FROM member JOIN room ON room.id = member.room_id
      WHERE member.person_id = ? AND member.room_id < ? AND room.deleted_at IS NULL
      ORDER BY member.room_id DESC LIMIT ?
      """;

  private static final String PEOPLE =
      """
      SELECT member.room_id, other.name
      FROM member
      JOIN room ON room.id = member.room_id AND room.kind = 'direct'
      JOIN member AS partner ON partner.room_id = member.room_id
      JOIN person AS other ON other.id = partner.person_id
      WHERE member.person_id = ? AND member.room_id < ? AND member.room_id >= ?
      ORDER BY other.name_key
      """;

  private record Partner(RoomId room, PersonName name) {}

  private final Database database;

  MembershipPages(Database database) {
    this.database = database;
  }

  Future<MembershipsListed> read(SelectMemberships query) {
    Object person = Columns.of(query.person().value());
    Object before =
        query.before() == null ? RoomColumns.NEWEST : Columns.of(query.before().value());
    Tuple page = Tuple.of(person, before, query.limit() + 1);
    return database.read(
        sql ->
            sql.rows(PAGE, page, MembershipPages::membership)
                .compose(found -> withPeople(sql, person, before, found, query.limit())));
  }

  private static Membership membership(Row row) {
    return new Membership(
        RoomColumns.room(row),
        AccessColumns.role(row, 10),
        row.getLong(11) == 1,
        NotificationLevel.of(row.getString(12)).orElseThrow());
  }

  private static Future<MembershipsListed> withPeople(
      Sql sql, Object person, Object before, List<Membership> found, int limit) {
    boolean more = found.size() > limit;
    List<Membership> rooms = more ? found.subList(0, limit) : found;
    if (rooms.isEmpty()) {
      return Future.succeededFuture(new MembershipsListed(rooms, false));
    }
    Object last = Columns.of(rooms.get(rooms.size() - 1).room().id().value());
    return sql.rows(PEOPLE, Tuple.of(person, before, last), MembershipPages::partner)
        .map(partners -> new MembershipsListed(withPeople(rooms, partners), more));
  }

  private static Partner partner(Row row) {
    return new Partner(new RoomId(Columns.uuid(row, 0)), new PersonName(row.getString(1)));
  }

  private static List<Membership> withPeople(List<Membership> rooms, List<Partner> partners) {
    Map<RoomId, List<PersonName>> people = new HashMap<>();
    partners.forEach(
        partner ->
            people.computeIfAbsent(partner.room(), id -> new ArrayList<>()).add(partner.name()));
    return rooms.stream()
        .map(
            each ->
                new Membership(
                    each.room().with(people.getOrDefault(each.room().id(), List.of())),
                    each.role(),
                    each.favourite(),
                    each.level()))
        .toList();
  }
}
