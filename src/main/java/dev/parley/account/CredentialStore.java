package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Link;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonQuery.BeginTwoFactor;
import dev.parley.bus.PersonQuery.ChangePassword;
import dev.parley.bus.PersonQuery.ConfirmTwoFactor;
import dev.parley.bus.PersonQuery.EndTwoFactor;
import dev.parley.bus.PersonQuery.ResetPassword;
import dev.parley.bus.PersonQuery.UseCode;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Secret;
import dev.parley.bus.TokenHash;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/** What people sign in with: the hashes of their passwords, and second factors. */
final class CredentialStore {

  private static final String SET_PASSWORD =
      """
      UPDATE person SET password = ?, totp_pending = NULL WHERE id = ? AND deleted_at IS NULL
      """;

  private static final String BEGIN =
      """
      UPDATE person SET totp_pending = ? WHERE id = ?
      """;

  private static final String SECRETS =
      """
      SELECT totp_secret, totp_pending, totp_step FROM person WHERE id = ?
      """;

  // unless a new password has taken it away meanwhile
  private static final String CONFIRM =
      """
      UPDATE person SET totp_secret = totp_pending, totp_pending = NULL, totp_step = ?
      WHERE id = ? AND totp_pending IS NOT NULL
      """;

  private static final String END =
      """
      UPDATE person SET totp_secret = NULL, totp_pending = NULL, totp_step = 0 WHERE id = ?
      """;

  // of two at the same time, one finds the step used
  private static final String USE_STEP =
      """
      UPDATE person SET totp_step = ? WHERE id = ? AND totp_step < ?
      """;

  private static final String ADD_RECOVERY =
      """
      INSERT INTO recovery_code (person_id, hash) VALUES (?, ?)
      """;

  private static final String USE_RECOVERY =
      """
      DELETE FROM recovery_code WHERE person_id = ? AND hash = ?
      """;

  static final String CLEAR_RECOVERY =
      """
      DELETE FROM recovery_code WHERE person_id = ?
      """;

  private record Secrets(Secret secret, Secret pending, long step) {}

  private final Ledger ledger;
  private final ProofStore proofs;
  private final Clock clock;
  private final Totp totp;

  CredentialStore(Ledger ledger, ProofStore proofs, Clock clock) {
    this.ledger = ledger;
    this.proofs = proofs;
    this.clock = clock;
    this.totp = new Totp(clock);
  }

  Future<Done> change(ChangePassword query) {
    Actor actor = query.actor();
    Object person = Columns.of(actor.id().value());
    return ledger
        .write(
            entry ->
                proofs
                    .require(entry.sql(), query.proof())
                    .compose(
                        proven ->
                            entry
                                .sql()
                                .update(SET_PASSWORD, Tuple.of(query.password().value(), person)))
                    .compose(set -> SessionStore.endOthers(entry.sql(), actor.id(), query.kept()))
                    .compose(ended -> LinkStore.endResets(entry.sql(), actor.id()))
                    .compose(ended -> entry.access(AccessChange.of(actor.id(), actor.name())))
                    .compose(noted -> entry.audit(new AuditEntry(actor, "me.password"))))
        .map(new Done());
  }

  Future<PersonFound> reset(ResetPassword query) {
    return ledger
        .write(
            entry ->
                LinkStore.use(entry.sql(), query.link(), Link.Kind.RESET, clock.instant())
                    .compose(person -> AccountStore.find(entry.sql(), person))
                    .compose(person -> reset(entry, person, query).map(person)))
        .map(PersonFound::new);
  }

  private static Future<Void> reset(Ledger.Entry entry, Person person, ResetPassword query) {
    Object id = Columns.of(person.id().value());
    Actor actor = new Actor(person.name(), person.id(), person.role(), query.from());
    return entry
        .sql()
        .update(SET_PASSWORD, Tuple.of(query.password().value(), id))
        .compose(set -> SessionStore.endAll(entry.sql(), person.id()))
        .compose(ended -> LinkStore.endResets(entry.sql(), person.id()))
        .compose(ended -> entry.access(AccessChange.of(person.id(), person.name())))
        .compose(noted -> entry.audit(new AuditEntry(actor, "me.reset-password")));
  }

  Future<Done> begin(BeginTwoFactor query) {
    Tuple pending = Tuple.of(query.secret().value(), Columns.of(query.proof().person().value()));
    return ledger
        .write(
            entry ->
                proofs
                    .require(entry.sql(), query.proof())
                    .compose(proven -> entry.sql().update(BEGIN, pending)))
        .map(new Done());
  }

  Future<Done> confirm(ConfirmTwoFactor query) {
    Actor actor = query.actor();
    return ledger
        .write(
            entry ->
                secrets(entry.sql(), actor.id())
                    .compose(secrets -> confirm(entry.sql(), secrets, query))
                    .compose(confirmed -> recovery(entry.sql(), actor.id(), query.recovery()))
                    .compose(kept -> entry.audit(new AuditEntry(actor, "me.two-factor"))))
        .map(new Done());
  }

  private Future<Integer> confirm(Sql sql, Secrets secrets, ConfirmTwoFactor query) {
    OptionalLong step =
        secrets.pending() == null
            ? OptionalLong.empty()
            : totp.step(secrets.pending(), query.code().value(), 0);
    return step.isEmpty()
        ? wrong()
        : sql.update(CONFIRM, Tuple.of(step.getAsLong(), Columns.of(query.actor().id().value())))
            .compose(CredentialStore::requireOne);
  }

  private static Future<Void> recovery(Sql sql, PersonId person, List<TokenHash> codes) {
    Object id = Columns.of(person.value());
    return sql.update(CLEAR_RECOVERY, Tuple.of(id))
        .compose(
            cleared ->
                sql.batch(
                    ADD_RECOVERY,
                    codes.stream().map(code -> Tuple.of(id, (Object) code.bytes())).toList()));
  }

  Future<Done> end(EndTwoFactor query) {
    return ledger
        .write(
            entry ->
                proofs
                    .require(entry.sql(), query.proof())
                    .compose(proven -> AccountStore.find(entry.sql(), query.name()))
                    .compose(person -> end(entry.sql(), person.id()))
                    .compose(ended -> entry.audit(ended(query))))
        .map(new Done());
  }

  private static AuditEntry ended(EndTwoFactor query) {
    return new AuditEntry(query.actor(), "person.end-two-factor", query.name().value());
  }

  private static Future<Integer> end(Sql sql, PersonId person) {
    Tuple id = Tuple.of(Columns.of(person.value()));
    return sql.update(END, id).compose(ended -> sql.update(CLEAR_RECOVERY, id));
  }

  Future<Done> use(UseCode query) {
    return ledger
        .write(
            entry ->
                secrets(entry.sql(), query.person())
                    .compose(secrets -> use(entry.sql(), secrets, query)))
        .map(new Done());
  }

  private Future<Integer> use(Sql sql, Secrets secrets, UseCode query) {
    Object person = Columns.of(query.person().value());
    OptionalLong step =
        secrets.secret() == null
            ? OptionalLong.empty()
            : totp.step(secrets.secret(), query.code().value(), secrets.step());
    Future<Integer> used =
        step.isPresent()
            ? sql.update(USE_STEP, Tuple.of(step.getAsLong(), person, step.getAsLong()))
            : sql.update(
                USE_RECOVERY, Tuple.of(person, RecoveryCodes.hash(query.code().value()).bytes()));
    return used.compose(CredentialStore::requireOne);
  }

  private static Future<Integer> requireOne(int rows) {
    return rows == 1 ? Future.succeededFuture(rows) : wrong();
  }

  private static Future<Secrets> secrets(Sql sql, PersonId person) {
    return sql.row(
            SECRETS,
            Tuple.of(Columns.of(person.value())),
            row -> new Secrets(secret(row.getString(0)), secret(row.getString(1)), row.getLong(2)))
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.PERSON_NOT_FOUND)));
  }

  private static Secret secret(String value) {
    return value == null ? null : new Secret(value);
  }

  private static <T> Future<T> wrong() {
    return Future.failedFuture(
        new Failure(FailureCode.WRONG_CREDENTIALS, "The code is wrong, or was used before."));
  }
}
