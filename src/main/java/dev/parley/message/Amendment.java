package dev.parley.message;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Basis;
import dev.parley.bus.Change;
import dev.parley.bus.Deed;
import dev.parley.bus.Extras;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Sql;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One change in a room, while its transaction goes on: what is to be told of it after the commit,
 * and what is remembered of it.
 */
public final class Amendment {

  private final Amendments amendments;
  private final Sql sql;
  private final Basis basis;
  private final List<Message> log = new ArrayList<>();
  private final List<AccessChange> access = new ArrayList<>();
  private boolean roomRemoved;

  Amendment(Amendments amendments, Sql sql, Basis basis) {
    this.amendments = amendments;
    this.sql = sql;
    this.basis = basis;
  }

  /** The transaction. */
  public Sql sql() {
    return sql;
  }

  /** What it goes out from. */
  public Basis basis() {
    return basis;
  }

  /**
   * Tells everybody in the room.
   *
   * @param value what the notice tells besides, empty for nothing
   */
  public Future<Void> tell(MessageId id, Notice notice, String value) {
    return RoomLog.append(sql, basis.room(), id, basis.actor(), notice, value, basis.at())
        .onSuccess(log::add)
        .mapEmpty();
  }

  /** Deletes a message. */
  Future<Void> bury(Message message) {
    Deed deed = Deed.of(Deed.Kind.DELETED, basis.actor());
    return RoomLog.bury(sql, message, deed, basis.at())
        .compose(buried -> alongside(message, buried))
        .onSuccess(log::add)
        .mapEmpty();
  }

  /**
   * Gives a message another state.
   *
   * @param deed what was done to it
   */
  Future<Message> alter(Message message, MessageContent words, Extras extras, Deed deed) {
    Change before = message.change();
    Instant editedAt =
        deed.kind() == Deed.Kind.EDITED ? basis.at() : before == null ? null : before.editedAt();
    return Threads.place(sql, message)
        .map(
            thread ->
                message.with(
                    words,
                    new Change(message.seq(), editedAt, null, deed),
                    extras.withThread(thread)))
        .compose(altered -> RoomLog.alter(sql, altered))
        .compose(altered -> alongside(message, altered))
        .onSuccess(log::add);
  }

  /** Has what is kept beside messages follow a change. */
  private Future<Message> alongside(Message before, Message after) {
    Future<Void> followed = Future.succeededFuture();
    for (Alongside each : amendments.alongside()) {
      followed = followed.compose(done -> each.changed(sql, before, after));
    }
    return followed.map(after);
  }

  /** What somebody may do in the room is to be looked up again; the account is null for a guest. */
  public Future<Void> concerns(PersonId person, PersonName name) {
    return concerns(AccessChange.of(basis.room(), person, name));
  }

  /**
   * Somebody is muted or banned, or is so no more, and stays to the room's members as they were:
   * unlike {@link #concerns}, nobody tells their sockets.
   */
  public Future<Void> restrains(PersonName name) {
    return concerns(AccessChange.of(basis.room(), null, name));
  }

  /** What somebody with an account may do in the room is to be looked up again. */
  public Future<Void> concerns(PersonId person) {
    return concerns(new AccessChange(0, person, null, null, basis.room()));
  }

  /** What anybody may do in the room is to be looked up again. */
  public Future<Void> concernsAll() {
    return concerns(AccessChange.of(basis.room()));
  }

  private Future<Void> concerns(AccessChange change) {
    return amendments.changes().note(sql, change).onSuccess(access::add).mapEmpty();
  }

  /** Has the audit log remember it; the subject is null for nobody. */
  public Future<Void> audit(Action action, PersonName subject, Map<String, String> detail) {
    String whom = subject == null ? null : subject.value();
    AuditEntry entry = new AuditEntry(basis.actor(), action.text(), whom, basis.room(), detail);
    return amendments.audit().note(sql, entry);
  }

  /** The room is gone by it. */
  public void roomRemoved() {
    roomRemoved = true;
  }

  boolean isRoomRemoved() {
    return roomRemoved;
  }

  List<Message> log() {
    return log;
  }

  List<AccessChange> access() {
    return access;
  }
}
