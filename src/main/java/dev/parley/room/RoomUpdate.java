package dev.parley.room;

import dev.parley.bus.Basis;
import dev.parley.bus.MessageId;
import dev.parley.bus.Notice;
import dev.parley.bus.Room;
import dev.parley.bus.RoomChange;
import dev.parley.bus.RoomQuery.UpdateRoom;
import dev.parley.message.Amendment;
import dev.parley.persistence.Columns;
import dev.parley.rights.Action;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One change of what a room is: the row, the notices of it, and what is remembered of it. */
final class RoomUpdate {

  private static final String BEFORE =
      """
      SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode
      FROM room WHERE id = ?
      """;

  private static final String UPDATE =
      """
      UPDATE room SET name = ?, topic = ?, archived_at = ?, posting = ?, slow_mode = ?, kind = ?
      WHERE id = ?
      """;

  private final Basis basis;
  private final RoomChange change;
  private final List<MessageId> notices;

  RoomUpdate(UpdateRoom query) {
    this.basis = query.basis();
    this.change = query.change();
    this.notices = query.notices();
  }

  Future<Void> carryOut(Amendment amendment) {
    Tuple key = Tuple.of(Columns.of(basis.room().value()));
    return amendment
        .sql()
        .row(BEFORE, key, RoomColumns::room)
        .compose(
            found -> {
              Room before = found.orElseThrow();
              return amendment
                  .sql()
                  .update(UPDATE, row(before))
                  .compose(updated -> rename(amendment, before))
                  .compose(renamed -> setTopic(amendment, before))
                  .compose(set -> archive(amendment, before))
                  .compose(archived -> set(amendment))
                  .compose(set -> note(amendment));
            });
  }

  private Tuple row(Room before) {
    boolean archived = or(change.archived(), before.archived());
    boolean announcements = or(change.announcements(), before.announcements());
    Object[] row = {
      or(change.name(), before.name()).value(),
      change.topic() == null ? before.topic() : change.topic().value(),
      archived ? Columns.of(basis.at()) : null,
      announcements ? "moderators" : "everyone",
      or(change.slowMode(), before.slowMode()),
      or(change.kind(), before.kind()).name().toLowerCase(Locale.ROOT),
      Columns.of(basis.room().value())
    };
    return Tuple.wrap(Arrays.asList(row));
  }

  private static <T> T or(T changed, T before) {
    return changed == null ? before : changed;
  }

  private Future<Void> rename(Amendment amendment, Room before) {
    if (change.name() == null || change.name().equals(before.name())) {
      return Future.succeededFuture();
    }
    String name = change.name().value();
    return amendment
        .tell(notices.get(0), Notice.RENAMED, name)
        .compose(
            told ->
                amendment.audit(
                    Action.ROOM_RENAME,
                    null,
                    ifPublic(before, Map.of("before", before.name().value(), "after", name))));
  }

  /** Of other rooms, those who read the audit log may not even know the name. */
  private Map<String, String> ifPublic(Room before, Map<String, String> words) {
    boolean everybodys =
        before.kind() == RoomKind.PUBLIC && or(change.kind(), before.kind()) == RoomKind.PUBLIC;
    return everybodys ? words : Map.of();
  }

  private Future<Void> setTopic(Amendment amendment, Room before) {
    if (change.topic() == null || change.topic().value().equals(before.topic())) {
      return Future.succeededFuture();
    }
    String topic = change.topic().value();
    return amendment
        .tell(notices.get(1), Notice.TOPIC, topic)
        .compose(
            told ->
                amendment.audit(Action.ROOM_TOPIC, null, ifPublic(before, Map.of("after", topic))));
  }

  private Future<Void> archive(Amendment amendment, Room before) {
    if (change.archived() == null || change.archived() == before.archived()) {
      return Future.succeededFuture();
    }
    Notice notice = change.archived() ? Notice.ARCHIVED : Notice.UNARCHIVED;
    return amendment
        .tell(notices.get(2), notice, "")
        .compose(
            told ->
                amendment.audit(
                    Action.ROOM_ARCHIVE, null, Map.of("archived", change.archived().toString())));
  }

  private Future<Void> set(Amendment amendment) {
    if (change.announcements() == null && change.slowMode() == null && change.kind() == null) {
      return Future.succeededFuture();
    }
    Map<String, String> settings = new TreeMap<>();
    put(settings, "announcements", change.announcements());
    put(settings, "slow_mode", change.slowMode());
    put(settings, "kind", change.kind());
    return amendment.audit(Action.ROOM_SETTINGS, null, settings);
  }

  private static void put(Map<String, String> settings, String name, Object value) {
    if (value != null) {
      settings.put(name, value.toString().toLowerCase(Locale.ROOT));
    }
  }

  private Future<Void> note(Amendment amendment) {
    return change.concernsAccess() ? amendment.concernsAll() : Future.succeededFuture();
  }
}
