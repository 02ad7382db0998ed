package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.Person;
import dev.parley.bus.PersonQuery.ChangePerson;
import dev.parley.bus.PersonQuery.RemovePerson;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Dialect;
import dev.parley.persistence.Sql;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What people are on the server, and what becomes of those who leave it. */
final class StandingStore {

  private static final String ADMINISTRATORS =
      """
      SELECT id FROM person
      WHERE role = 'administrator' AND deactivated_at IS NULL AND deleted_at IS NULL ORDER BY id
      """;

  // PostgreSQL's: of two that take each other's role away, one waits and finds itself alone
  private static final String IN_TURN = " FOR NO KEY UPDATE";

  private static final String SET_ROLE =
      """
      UPDATE person SET role = ? WHERE id = ?
      """;

  private static final String SET_DEACTIVATED =
      """
      UPDATE person SET deactivated_at = ? WHERE id = ?
      """;

  private static final String DELETE =
      """
      UPDATE person SET deleted_at = ?, name = 'deleted person', display_name = 'deleted person',
        search_key = '', about = '', status = '', password = NULL, totp_secret = NULL,
        totp_pending = NULL, avatar = NULL, seen_at = NULL
      WHERE id = ?
      """;

  private static final String FORGET_DRAFTS =
      """
      DELETE FROM draft WHERE person_id = ?
      """;

  private static final String FORGET_FOLLOWS =
      """
      DELETE FROM thread_follow WHERE person_id = ?
      """;

  private static final String ERASE =
      """
      INSERT INTO erasure (id, room_id, person_id, name, mode, made_by, created_at)
      VALUES (?, NULL, ?, ?, ?, ?, ?)
      """;

  private final Ledger ledger;
  private final Clock clock;
  private final ProofStore proofs;
  private final Ids ids;
  private final Runnable roomsLeft;
  private final String administrators;

  /**
   * Takes what it needs.
   *
   * @param roomsLeft to be run when rooms may have been left by everybody
   */
  StandingStore(
      Ledger ledger, ProofStore proofs, Dialect dialect, Clock clock, Ids ids, Runnable roomsLeft) {
    this.ledger = ledger;
    this.proofs = proofs;
    this.clock = clock;
    this.ids = ids;
    this.roomsLeft = roomsLeft;
    this.administrators = ADMINISTRATORS + (dialect == Dialect.POSTGRESQL ? IN_TURN : "");
  }

  Future<PersonFound> change(ChangePerson query) {
    return ledger
        .write(
            entry ->
                AccountStore.find(entry.sql(), query.name())
                    .compose(person -> requireAnother(entry.sql(), person, isLess(query)))
                    .compose(person -> change(entry, person, query))
                    .compose(changed -> AccountStore.find(entry.sql(), query.name())))
        .map(PersonFound::new);
  }

  private static boolean isLess(ChangePerson query) {
    return query.role() == ServerRole.MEMBER || Boolean.TRUE.equals(query.deactivated());
  }

  /** Somebody must be left to run the server. */
  private Future<Person> requireAnother(Sql sql, Person person, boolean less) {
    if (!less || person.role() != ServerRole.ADMINISTRATOR || person.deactivated()) {
      return Future.succeededFuture(person);
    }
    return sql.rows(administrators, Tuple.tuple(), row -> Columns.uuid(row, 0))
        .map(
            found -> {
              if (found.stream().allMatch(person.id().value()::equals)) {
                throw new Failure(
                    FailureCode.FORBIDDEN, "Somebody has to be left to run this server.");
              }
              return person;
            });
  }

  private Future<Void> change(Ledger.Entry entry, Person person, ChangePerson query) {
    byte[] id = Columns.of(person.id().value());
    Map<String, String> detail = new LinkedHashMap<>();
    Future<?> done = Future.succeededFuture();
    if (query.role() != null) {
      detail.put("role", PersonColumns.text(query.role()));
      done = entry.sql().update(SET_ROLE, Tuple.of(PersonColumns.text(query.role()), id));
    }
    if (query.deactivated() != null) {
      detail.put("deactivated", query.deactivated().toString());
      done = done.compose(set -> deactivate(entry.sql(), person, query.deactivated()));
    }
    return done.compose(set -> entry.access(AccessChange.of(person.id(), person.name())))
        .compose(
            noted ->
                entry.audit(
                    new AuditEntry(
                        query.actor(), "person.change", person.name().value(), null, detail)));
  }

  private Future<?> deactivate(Sql sql, Person person, boolean deactivated) {
    Long at = deactivated ? Columns.of(clock.instant()) : null;
    Future<Integer> set =
        sql.update(SET_DEACTIVATED, Tuple.of(at, Columns.of(person.id().value())));
    return deactivated
        ? set.compose(gone -> SessionStore.endAll(sql, person.id()))
            .compose(ended -> LinkStore.endResets(sql, person.id()))
        : set;
  }

  Future<Done> remove(RemovePerson query) {
    return ledger
        .write(
            entry ->
                AccountStore.find(entry.sql(), query.name())
                    .compose(person -> requireAnother(entry.sql(), person, true))
                    // after the administrators: two of them would lock each other's in turn
                    .compose(person -> proofs.require(entry.sql(), query.proof()).map(person))
                    .compose(person -> remove(entry, person, query)))
        .onSuccess(removed -> roomsLeft.run())
        .map(new Done());
  }

  private Future<Void> remove(Ledger.Entry entry, Person person, RemovePerson query) {
    Sql sql = entry.sql();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // who is deleted leaves, whoever did it: the name in that notice goes with the others
    Actor leaver =
        query.banned()
            ? query.actor()
            : new Actor(person.name(), person.id(), person.role(), query.actor().from());
    return new DepartureStore(entry, ids, now, person, leaver)
        .leaveRooms(query.banned())
        .compose(left -> deactivate(sql, person, true))
        .compose(ended -> query.banned() ? Future.succeededFuture() : delete(sql, person))
        .compose(gone -> erase(sql, person, query))
        .compose(kept -> entry.access(AccessChange.of(person.id(), person.name())))
        .compose(noted -> entry.audit(removed(query)));
  }

  private Future<?> delete(Sql sql, Person person) {
    byte[] id = Columns.of(person.id().value());
    return sql.update(DELETE, Tuple.of(Columns.of(clock.instant()), id))
        .compose(deleted -> sql.update(AvatarStore.CLEAR, Tuple.of(id)))
        .compose(cleared -> sql.update(CredentialStore.CLEAR_RECOVERY, Tuple.of(id)))
        .compose(cleared -> sql.update(FORGET_DRAFTS, Tuple.of(id)))
        .compose(cleared -> sql.update(FORGET_FOLLOWS, Tuple.of(id)));
  }

  /** What they wrote goes, or loses their name, in pieces and later. */
  private Future<?> erase(Sql sql, Person person, RemovePerson query) {
    if (query.banned() && !query.deleteMessages()) {
      return Future.succeededFuture();
    }
    Tuple row =
        Tuple.of(
            Columns.of(UUID.randomUUID()),
            Columns.of(person.id().value()),
            person.name().value(),
            query.deleteMessages() ? "delete" : "anonymise",
            query.actor().name().value(),
            Columns.of(clock.instant()));
    return sql.update(ERASE, row);
  }

  private static AuditEntry removed(RemovePerson query) {
    return new AuditEntry(
        query.actor(),
        query.banned() ? "person.ban" : "person.delete",
        query.name().value(),
        null,
        Map.of("messages", query.deleteMessages() ? "delete" : "keep"));
  }
}
