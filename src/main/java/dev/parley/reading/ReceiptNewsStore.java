package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.OwnNews.ReceiptGiven;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the members of small rooms how far somebody has read, as it happens: those who belong to
 * the room at that moment and let it be known themselves. Of one person in one room it is told at
 * once and then every {@link #PAUSE_MS} at most, the last of it in any case.
 *
 * <p>It is a hint: beyond {@link #MAX_WAITING} marks that have moved within the pause, others
 * aren't told. Belongs to the persistence verticle's context.
 */
public final class ReceiptNewsStore {

  static final long PAUSE_MS = 1000;
  static final int MAX_WAITING = 10_000;

  private static final Logger log = LoggerFactory.getLogger(ReceiptNewsStore.class);

  private static final String MEMBERS =
      """
      SELECT p.id, p.name, p.receipts, CASE WHEN x.banned_at IS NULL THEN 0 ELSE 1 END
      FROM member m
      JOIN person p ON p.id = m.person_id
      LEFT JOIN restriction x ON x.room_id = m.room_id AND x.name_key = p.name_key
      WHERE m.room_id = ? LIMIT ?
      """;

  private record Place(PersonId person, RoomId room) {}

  private record Member(PersonId id, PersonName name, boolean willing) {}

  private final Vertx vertx;
  private final Bus bus;
  private final Database database;
  private final boolean enabled;
  private final int maxPeople;

  /** What is to be told when the pause is over; {@link Seq#START} for nothing so far. */
  private final Map<Place, Seq> waiting = new HashMap<>();

  /**
   * Tells over this bus.
   *
   * @param enabled whether the server tells anybody
   * @param maxPeople the most members of a room in which it is told
   */
  public ReceiptNewsStore(Vertx vertx, Bus bus, Database database, boolean enabled, int maxPeople) {
    this.vertx = vertx;
    this.bus = bus;
    this.database = database;
    this.enabled = enabled;
    this.maxPeople = maxPeople;
  }

  /** Somebody has read further, which is committed. */
  public void moved(PersonId person, RoomId room, Seq seq) {
    Place place = new Place(person, room);
    Seq before = waiting.get(place);
    if (before != null) {
      waiting.put(place, seq.value() > before.value() ? seq : before);
    } else if (enabled && waiting.size() < MAX_WAITING) {
      tell(place, seq);
    }
  }

  private void tell(Place place, Seq seq) {
    waiting.put(place, Seq.START);
    vertx.setTimer(PAUSE_MS, timer -> paused(place));
    readers(place)
        .onSuccess(members -> tell(place, seq, members))
        .onFailure(
            error -> {
              if (!Failure.isStopping(error)) {
                log.info("receipt_not_told room={} reason={}", place.room(), error.getMessage());
              }
            });
  }

  private void paused(Place place) {
    Seq next = waiting.remove(place);
    if (!next.equals(Seq.START)) {
      tell(place, next);
    }
  }

  private Future<List<Member>> readers(Place place) {
    Tuple page = Tuple.of(Columns.of(place.room().value()), maxPeople + 1);
    return database.read(sql -> sql.rows(MEMBERS, page, ReceiptNewsStore::member));
  }

  private static Member member(Row row) {
    return new Member(
        new PersonId(Columns.uuid(row, 0)),
        new PersonName(row.getString(1)),
        row.getLong(2) == 1 && row.getLong(3) == 0);
  }

  private void tell(Place place, Seq seq, List<Member> members) {
    if (members.size() > maxPeople) {
      return;
    }
    List<PersonId> others =
        members.stream()
            .filter(member -> member.willing() && !member.id().equals(place.person()))
            .map(Member::id)
            .toList();
    members.stream()
        .filter(member -> member.willing() && member.id().equals(place.person()))
        .filter(reader -> !others.isEmpty())
        .forEach(
            reader ->
                bus.publishEverywhere(
                    Addresses.ownNews(),
                    new ReceiptGiven(others, place.room(), reader.name(), seq)));
  }
}
