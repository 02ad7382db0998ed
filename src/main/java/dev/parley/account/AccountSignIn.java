package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Person;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.SessionFound;
import dev.parley.bus.Session;
import dev.parley.bus.SessionQuery.FindSession;
import dev.parley.bus.SessionQuery.NoteCookie;
import dev.parley.bus.SessionQuery.SelectSession;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import dev.parley.http.Caller;
import dev.parley.http.SignIn;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who comes by the cookie of a browser's session, or else by an access token in {@code
 * Authorization: Bearer}. The database is asked each time: what was revoked is gone with the next
 * request. A cookie that is good for nothing any more counts as none, so that nobody is locked out
 * by an old one; an access token that isn't fails.
 */
public final class AccountSignIn implements SignIn {

  private static final Logger log = LoggerFactory.getLogger(AccountSignIn.class);

  private static final String BEARER = "Bearer ";

  private final Stores stores;
  private final Caller stranger;
  private final Duration expiry;

  /**
   * Asks these stores.
   *
   * @param open whether somebody who isn't signed in may say who it is
   * @param expiry how long after its last use a browser's session ends
   */
  public AccountSignIn(Stores stores, boolean open, Duration expiry) {
    this.expiry = expiry;
    this.stores = stores;
    this.stranger = open ? Caller.ANYBODY : Caller.NOBODY;
  }

  @Override
  public Future<Caller> signIn(Credentials credentials) {
    Optional<Token> cookie = SessionCookie.read(credentials.headers());
    return cookie.isEmpty()
        ? withoutCookie(credentials)
        : find(cookie.get(), Session.Kind.BROWSER, credentials)
            .recover(
                error ->
                    isNotSignedIn(error) ? withoutCookie(credentials) : Future.failedFuture(error));
  }

  private Future<Caller> withoutCookie(Credentials credentials) {
    String header = credentials.headers().get("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.succeededFuture(stranger);
    }
    Token token = new Token(header.substring(BEARER.length()).strip());
    return token.isOf(Token.ACCESS)
        ? find(token, Session.Kind.TOKEN, credentials)
        : Future.failedFuture(notSignedIn());
  }

  private Future<Caller> find(Token token, Session.Kind kind, Credentials credentials) {
    String address = credentials.address().getHostAddress();
    return stores
        .ask(new FindSession(token.hash(), address), SessionFound.class)
        .compose(
            found ->
                found.session().kind() == kind
                    ? Future.succeededFuture(caller(found, address))
                    : Future.failedFuture(notSignedIn()));
  }

  private static Caller caller(SessionFound found, String address) {
    Person person = found.person();
    Actor actor = new Actor(person.name(), person.id(), person.role(), address);
    Session session = found.session();
    return new Caller(
        actor,
        session.id(),
        session.scopes(),
        person.profile().displayName(),
        session.expiresAt(),
        found.cookieIsOld());
  }

  /** Nobody waits until it is noted: what fails here is done again with the next answer. */
  @Override
  public Optional<String> cookie(Credentials credentials, Caller caller, boolean encrypted) {
    if (!caller.isByCookie() || !caller.cookieIsOld()) {
      return Optional.empty();
    }
    stores
        .ask(new NoteCookie(caller.session()), Done.class)
        .onFailure(error -> log.warn("cookie_not_noted reason={}", error.getMessage()));
    return SessionCookie.read(credentials.headers())
        .map(token -> SessionCookie.set(token, expiry, encrypted));
  }

  @Override
  public Future<Caller> again(Caller known) {
    return known.session() == null
        ? Future.succeededFuture(known)
        : stores
            .ask(new SelectSession(known.session()), SessionFound.class)
            .map(found -> caller(found, known.actor().from()));
  }

  private static boolean isNotSignedIn(Throwable error) {
    return error instanceof Failure failure && failure.code() == FailureCode.NOT_SIGNED_IN;
  }

  private static Failure notSignedIn() {
    return new Failure(FailureCode.NOT_SIGNED_IN);
  }
}
