package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery.NoteAct;
import dev.parley.bus.PersonQuery.SelectCredentials;
import dev.parley.bus.PersonQuery.UseCode;
import dev.parley.bus.Proof;
import dev.parley.bus.Reply.CredentialsFound;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.SessionFound;
import dev.parley.bus.Secret;
import dev.parley.bus.Session;
import dev.parley.bus.SessionQuery.InsertSession;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in with a name and a password, and perhaps a code. A wrong password, a name that nobody
 * has and an account that is deactivated are answered alike, after the same work.
 */
final class SignIns {

  private static final Logger log = LoggerFactory.getLogger(SignIns.class);

  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random;
  private final Passwords passwords;
  private final AccountLimits limits;

  SignIns(
      Stores stores,
      Ids ids,
      Clock clock,
      SecureRandom random,
      Passwords passwords,
      AccountLimits limits) {
    this.stores = stores;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
    this.passwords = passwords;
    this.limits = limits;
  }

  /**
   * Whose name and password these are, as {@link #check}, with the second factor if there is one.
   *
   * @param code of the second factor; null for none
   * @return fails with {@code wrong_credentials}, {@code second_factor_needed}, {@code
   *     rate_limited} or {@code overloaded}
   */
  Future<Proof> identify(ApiRequest request, PersonName name, String password, String code) {
    return check(request, name, password)
        .compose(
            proof ->
                proof.twoFactor()
                    ? useCode(request, name, proof, code)
                    : Future.succeededFuture(proof));
  }

  /**
   * Whose name and password these are, for somebody who has signed in and is asked again.
   *
   * @return what goes with the query for what is done by it: comparing takes a while
   */
  Future<Proof> check(ApiRequest request, PersonName name, String password) {
    take(request, name);
    return passwords.admit(
        () ->
            stores
                .ask(new SelectCredentials(name), CredentialsFound.class)
                .compose(
                    found ->
                        passwords
                            .checkAdmitted(Password.claimed(password), found.password())
                            .compose(right -> requireRight(request, found, right))));
  }

  /**
   * Counts a try at an account.
   *
   * @throws Failure {@code rate_limited}
   */
  void take(ApiRequest request, PersonName name) {
    limits.rates().take(name.key(), request.actor().from());
  }

  private Future<Proof> requireRight(ApiRequest request, CredentialsFound found, boolean right) {
    Person person = found.person();
    if (right && !person.deactivated()) {
      return Future.succeededFuture(new Proof(person.id(), found.password(), person.twoFactor()));
    }
    noteFailed(request, person == null ? null : person.name());
    return Future.failedFuture(new Failure(FailureCode.WRONG_CREDENTIALS));
  }

  private Future<Proof> useCode(ApiRequest request, PersonName name, Proof proof, String code) {
    return code == null
        ? Future.failedFuture(new Failure(FailureCode.SECOND_FACTOR_NEEDED))
        : stores
            .ask(new UseCode(proof.person(), new Secret(code)), Done.class)
            .onFailure(
                error -> {
                  if (error instanceof Failure failure
                      && failure.code() == FailureCode.WRONG_CREDENTIALS) {
                    noteFailed(request, name);
                  }
                })
            .map(proof);
  }

  /**
   * Notes a try that failed; the answer doesn't wait for it, and so doesn't tell by its time. There
   * are no more of them than passwords are compared.
   *
   * @param name null if nobody has it: it isn't noted, since it may well be a password that was
   *     typed into the wrong field
   */
  private void noteFailed(ApiRequest request, PersonName name) {
    stores
        .ask(new NoteAct(request.actor(), "person.sign-in-failed", name), Done.class)
        .onFailure(error -> log.warn("failed_sign_in_not_noted reason={}", error.getMessage()));
  }

  /**
   * Signs somebody in: always with a new token, and without the session that the browser came with.
   *
   * @return an answer of this status, with the cookie
   */
  Future<Answer> open(ApiRequest request, Proof proof, int status) {
    Token token = Token.random(random, Token.SESSION);
    InsertSession query =
        new InsertSession(
            session(request, proof.person()),
            token.hash(),
            SessionCookie.read(request.headers()).map(Token::hash).orElse(null),
            limits.sessions(),
            request.actor(),
            proof);
    return stores
        .ask(query, SessionFound.class)
        .map(found -> signedIn(request, found, token, status));
  }

  private Answer signedIn(ApiRequest request, SessionFound found, Token token, int status) {
    Answer me = Answer.ok(AccountForms.me(found.person(), found.session().id()));
    String cookie = SessionCookie.set(token, limits.sessionExpiry(), request.isEncrypted());
    return new Answer(status, me.headers(), me.body()).with("Set-Cookie", cookie);
  }

  private Session session(ApiRequest request, PersonId person) {
    Instant now = clock.instant();
    Duration expiry = limits.sessionExpiry();
    return new Session(
        ids.session(),
        person,
        Session.Kind.BROWSER,
        Labels.of(request.header("User-Agent").orElse("")),
        Set.of(),
        request.actor().from(),
        now,
        now,
        now.plus(expiry));
  }
}
