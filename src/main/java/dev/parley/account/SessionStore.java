package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.SessionFound;
import dev.parley.bus.Reply.SessionsFound;
import dev.parley.bus.Session;
import dev.parley.bus.SessionId;
import dev.parley.bus.SessionQuery;
import dev.parley.bus.SessionQuery.FindSession;
import dev.parley.bus.SessionQuery.InsertSession;
import dev.parley.bus.SessionQuery.NoteCookie;
import dev.parley.bus.SessionQuery.RevokeSession;
import dev.parley.bus.SessionQuery.RevokeSessions;
import dev.parley.bus.SessionQuery.SelectSession;
import dev.parley.bus.SessionQuery.SelectSessions;
import dev.parley.bus.TokenHash;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of sessions. Those of browsers end when they were not used for a time; that they were
 * is written every few minutes at most, sooner if they end soon. Belongs to the persistence
 * verticle's context.
 */
public final class SessionStore implements Store, SessionQuery.Visitor<Future<? extends Reply>> {

  private static final Logger log = LoggerFactory.getLogger(SessionStore.class);

  /** How exactly it is known when a session was last used, at the most. */
  static final Duration FINE = Duration.ofMinutes(5);

  /** A session that ends soon is noted so many times before. */
  private static final int PARTS = 8;

  private static final String INSERT =
      """
      INSERT INTO session
        (id, person_id, kind, hash, label, scopes, address, created_at, seen_at, expires_at,
         cookie_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  // whose account is deactivated or deleted is not signed in, whatever is left of sessions
  private static final String FIND =
      "SELECT "
          + PersonColumns.ALL
          + ", "
          + SessionColumns.ALL
          + """
          , s.cookie_at FROM session s JOIN person p ON p.id = s.person_id
          WHERE (s.expires_at IS NULL OR s.expires_at > ?)
          AND p.deactivated_at IS NULL AND p.deleted_at IS NULL AND s.
          """
              .stripTrailing();

  private static final String FIND_BY_HASH = FIND + "hash = ?";
  private static final String FIND_BY_ID = FIND + "id = ?";

  private static final String SEEN =
      """
      UPDATE session SET seen_at = ?, address = ?, expires_at = ? WHERE id = ? AND seen_at <= ?
      """;

  private static final String COOKIE =
      """
      UPDATE session SET cookie_at = ? WHERE id = ?
      """;

  private static final String OF_PERSON =
      "SELECT "
          + SessionColumns.ALL
          + """
          FROM session s
          WHERE s.person_id = ? AND s.kind = ? AND (s.expires_at IS NULL OR s.expires_at > ?)
          ORDER BY s.seen_at DESC, s.id DESC
          """;

  private static final String BY_HASH =
      """
      SELECT id, person_id FROM session WHERE hash = ?
      """;

  private static final String END =
      """
      DELETE FROM session WHERE id = ?
      """;

  private static final String REVOKE =
      """
      DELETE FROM session WHERE id = ? AND person_id = ? AND kind = ? RETURNING label
      """;

  private static final String END_OTHERS =
      """
      DELETE FROM session WHERE person_id = ? AND kind = 'browser' AND id <> ?
      """;

  private static final String END_ALL =
      """
      DELETE FROM session WHERE person_id = ?
      """;

  private static final String PRUNE =
      """
      DELETE FROM session WHERE expires_at < ?
      """;

  /** No session has it. */
  private static final SessionId NONE = new SessionId(new UUID(0, 0));

  private record Found(SessionId session, PersonId person) {}

  private final Database database;
  private final Clock clock;
  private final Duration expiry;
  private final Duration fine;
  private final Ledger ledger;
  private final ProofStore proofs;

  /**
   * Stores in this database.
   *
   * @param expiry how long after its last use a browser's session ends
   */
  public SessionStore(Database database, Clock clock, Duration expiry) {
    this.database = database;
    this.clock = clock;
    this.expiry = expiry;
    Duration part = expiry.dividedBy(PARTS);
    this.fine = part.compareTo(FINE) < 0 ? part : FINE;
    this.ledger = new Ledger(database, clock);
    this.proofs = new ProofStore(database.dialect());
  }

  @Override
  public void answerOn(Bus bus) {
    ledger.tellOn(bus);
    bus.<SessionQuery>answer(Addresses.sessionStore(), query -> query.accept(this));
  }

  @Override
  public Future<SessionFound> insertSession(InsertSession query) {
    Session session = query.session();
    return ledger.write(
        entry ->
            proofs
                .require(entry.sql(), query.proof())
                .compose(proven -> requireActive(entry.sql(), session.person()))
                .compose(
                    person ->
                        end(entry, query.ended())
                            .compose(ended -> entry.sql().update(PRUNE, Tuple.of(now())))
                            .compose(pruned -> makeSpace(entry, query))
                            .compose(space -> insert(entry.sql(), query))
                            .compose(made -> entry.audit(made(query, person)))
                            .map(new SessionFound(session, person, false))));
  }

  private static AuditEntry made(InsertSession query, Person person) {
    // whoever signs in isn't anybody yet
    return new AuditEntry(
        new Actor(person.name(), person.id(), person.role(), query.actor().from()),
        query.session().kind() == Session.Kind.BROWSER ? "me.sign-in" : "me.create-token",
        null,
        null,
        which(query.session().id(), query.session().label()));
  }

  /** Tells one session from the others; it can't be used by it. */
  private static Map<String, String> which(SessionId session, String label) {
    return Map.of("id", session.toString(), "label", label);
  }

  private static Future<Person> requireActive(Sql sql, PersonId id) {
    return AccountStore.find(sql, id)
        .map(
            person -> {
              if (person.deactivated()) {
                throw new Failure(FailureCode.WRONG_CREDENTIALS);
              }
              return person;
            });
  }

  private static Future<Void> end(Ledger.Entry entry, TokenHash hash) {
    if (hash == null) {
      return Future.succeededFuture();
    }
    return entry
        .sql()
        .row(BY_HASH, Tuple.of(hash.bytes()), SessionStore::found)
        .compose(found -> end(entry, found));
  }

  private static Found found(Row row) {
    return new Found(new SessionId(Columns.uuid(row, 0)), new PersonId(Columns.uuid(row, 1)));
  }

  private static Future<Void> end(Ledger.Entry entry, Optional<Found> found) {
    return found.isEmpty()
        ? Future.succeededFuture()
        : end(entry, found.get().person(), found.get().session());
  }

  private static Future<Void> end(Ledger.Entry entry, PersonId person, SessionId session) {
    return entry
        .sql()
        .update(END, Tuple.of(Columns.of(session.value())))
        .compose(ended -> entry.access(AccessChange.of(person, session)));
  }

  private Future<Void> makeSpace(Ledger.Entry entry, InsertSession query) {
    Session session = query.session();
    return select(entry.sql(), session.person(), session.kind())
        .compose(
            sessions -> {
              if (sessions.size() < query.max()) {
                return Future.succeededFuture();
              }
              return session.kind() == Session.Kind.TOKEN
                  ? Future.failedFuture(new Failure(FailureCode.TOO_MANY))
                  : end(entry, session.person(), sessions.get(sessions.size() - 1).id());
            });
  }

  private static Future<Integer> insert(Sql sql, InsertSession query) {
    Session session = query.session();
    Instant expires = session.expiresAt();
    Tuple row =
        Tuple.of(
            Columns.of(session.id().value()),
            Columns.of(session.person().value()),
            PersonColumns.text(session.kind()),
            query.hash().bytes(),
            session.label(),
            SessionColumns.text(session.scopes()),
            session.address(),
            Columns.of(session.createdAt()),
            Columns.of(session.seenAt()),
            expires == null ? null : Columns.of(expires),
            session.kind() == Session.Kind.BROWSER ? Columns.of(session.createdAt()) : null);
    return sql.update(INSERT, row);
  }

  @Override
  public Future<SessionFound> findSession(FindSession query) {
    return find(FIND_BY_HASH, query.hash().bytes())
        .onSuccess(found -> noteSeen(found.session(), query.from()));
  }

  @Override
  public Future<SessionFound> selectSession(SelectSession query) {
    return find(FIND_BY_ID, Columns.of(query.session().value()))
        .onSuccess(found -> noteSeen(found.session(), found.session().address()));
  }

  @Override
  public Future<Done> noteCookie(NoteCookie query) {
    Tuple row = Tuple.of(now(), Columns.of(query.session().value()));
    return database.write(sql -> sql.update(COOKIE, row)).map(new Done());
  }

  private Future<SessionFound> find(String sql, byte[] by) {
    Instant old = clock.instant().minus(fine);
    return database
        .read(
            queries -> queries.row(sql, Tuple.of(now(), by), row -> SessionColumns.found(row, old)))
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.NOT_SIGNED_IN)));
  }

  /** Nobody waits for it: what fails here fails again with the next request. */
  private void noteSeen(Session session, String address) {
    Instant now = clock.instant();
    if (session.seenAt().isAfter(now.minus(fine))) {
      return;
    }
    Instant expires =
        session.kind() == Session.Kind.BROWSER ? now.plus(expiry) : session.expiresAt();
    Tuple row =
        Tuple.of(
            Columns.of(now),
            address,
            expires == null ? null : Columns.of(expires),
            Columns.of(session.id().value()),
            Columns.of(now.minus(fine)));
    database
        .write(sql -> sql.update(SEEN, row))
        .onFailure(error -> log.warn("session_not_prolonged reason={}", error.getMessage()));
  }

  @Override
  public Future<SessionsFound> selectSessions(SelectSessions query) {
    return database.read(sql -> select(sql, query.person(), query.kind())).map(SessionsFound::new);
  }

  private Future<List<Session>> select(Sql sql, PersonId person, Session.Kind kind) {
    return sql.rows(
        OF_PERSON,
        Tuple.of(Columns.of(person.value()), PersonColumns.text(kind), now()),
        SessionColumns::read);
  }

  @Override
  public Future<Done> revokeSession(RevokeSession query) {
    Actor actor = query.actor();
    Tuple row =
        Tuple.of(
            Columns.of(query.session().value()),
            Columns.of(actor.id().value()),
            PersonColumns.text(query.kind()));
    return ledger
        .write(
            entry ->
                entry
                    .sql()
                    .row(REVOKE, row, ended -> ended.getString(0))
                    .map(label -> label.orElseThrow(() -> new Failure(FailureCode.NOT_FOUND)))
                    .compose(
                        label ->
                            entry
                                .access(AccessChange.of(actor.id(), query.session()))
                                .compose(noted -> entry.audit(revoked(query, label)))))
        .map(new Done());
  }

  private static AuditEntry revoked(RevokeSession query, String label) {
    return new AuditEntry(
        query.actor(),
        query.kind() == Session.Kind.BROWSER ? "me.end-session" : "me.revoke-token",
        null,
        null,
        which(query.session(), label));
  }

  @Override
  public Future<Done> revokeSessions(RevokeSessions query) {
    return ledger
        .write(
            entry ->
                AccountStore.find(entry.sql(), query.name())
                    .compose(
                        person ->
                            endOf(entry.sql(), person, query.kept())
                                .compose(
                                    ended ->
                                        entry.access(AccessChange.of(person.id(), person.name()))))
                    .compose(
                        noted ->
                            entry.audit(
                                new AuditEntry(
                                    query.actor(), "person.sign-out", query.name().value()))))
        .map(new Done());
  }

  private static Future<Integer> endOf(Sql sql, Person person, SessionId kept) {
    return kept == null ? endAll(sql, person.id()) : endOthers(sql, person.id(), kept);
  }

  /** Ends the browsers' sessions of somebody, but for one; null for all of them. */
  static Future<Integer> endOthers(Sql sql, PersonId person, SessionId kept) {
    SessionId other = kept == null ? NONE : kept;
    return sql.update(END_OTHERS, Tuple.of(Columns.of(person.value()), Columns.of(other.value())));
  }

  /** Ends all sessions of somebody, the access tokens too. */
  static Future<Integer> endAll(Sql sql, PersonId person) {
    return sql.update(END_ALL, Tuple.of(Columns.of(person.value())));
  }

  private long now() {
    return Columns.of(clock.instant());
  }
}
