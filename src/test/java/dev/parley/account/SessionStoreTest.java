package dev.parley.account;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.FailureCode;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PersonQuery.ChangePerson;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Reply.SessionFound;
import dev.parley.bus.Session;
import dev.parley.bus.SessionId;
import dev.parley.bus.SessionQuery.FindSession;
import dev.parley.bus.SessionQuery.InsertSession;
import dev.parley.bus.SessionQuery.RevokeSession;
import dev.parley.bus.SessionQuery.RevokeSessions;
import dev.parley.bus.SessionQuery.SelectSession;
import dev.parley.bus.Token;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionStoreTest extends AccountStoresSetup {
  private final Token token = Token.random(new SecureRandom(), Token.SESSION);

  private Session session(long id, Actor actor, Instant expires) {
    return new Session(
        new SessionId(Samples.uuid(id)),
        actor.id(),
        Session.Kind.BROWSER,
        "Browser",
        Set.of(),
        "127.0.0.1",
        clock.instant(),
        clock.instant(),
        expires);
  }

  private Session signIn(Actor actor, long id) {
    Session session = session(id, actor, clock.instant().plus(EXPIRY));
    await(ask(new InsertSession(session, token.hash(), null, 10, actor, null), SessionFound.class));
    return session;
  }

  private Future<SessionFound> find() {
    return ask(new FindSession(token.hash(), "192.0.2.1"), SessionFound.class);
  }

  @Test
  void aSessionEndsWhenItWasNotUsedForItsTime() {
    signIn(make("Ann", ServerRole.MEMBER), 1);
    goOn(EXPIRY.minusMillis(1));
    assertThat(await(find()).person().name().value()).isEqualTo("Ann");
    awaitExpiry(clock.instant().plus(EXPIRY));
    goOn(EXPIRY);
    assertThat(failureCode(find())).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void usingItProlongsItButIsWrittenOnlyNowAndThen() {
    signIn(make("Ann", ServerRole.MEMBER), 1);
    Instant first = clock.instant().plus(EXPIRY);
    goOn(SessionStore.FINE.minusMillis(1));
    await(find());
    await(vertx.timer(100, TimeUnit.MILLISECONDS));
    awaitExpiry(first);
    goOn(Duration.ofMillis(1));
    await(find());
    awaitExpiry(clock.instant().plus(EXPIRY));
    assertThat(column("SELECT address FROM session")).containsExactly("192.0.2.1");
  }

  private void awaitExpiry(Instant expected) {
    String wanted = Long.toString(expected.toEpochMilli());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!column("SELECT CAST(expires_at AS TEXT) FROM session").contains(wanted)) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  @Test
  void anAccessTokenEndsWhenItSaysHoweverMuchItIsUsed() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    Session browser = session(1, ann, clock.instant().plus(EXPIRY));
    Session program =
        new Session(
            browser.id(),
            ann.id(),
            Session.Kind.TOKEN,
            "Program",
            Set.of(Scope.READ, Scope.WRITE),
            "127.0.0.1",
            browser.createdAt(),
            browser.seenAt(),
            browser.expiresAt());
    await(ask(new InsertSession(program, token.hash(), null, 10, ann, null), SessionFound.class));
    goOn(EXPIRY.dividedBy(2));
    assertThat(await(find()).session().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
    goOn(EXPIRY.dividedBy(2));
    assertThat(failureCode(find())).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void onlyTheHashOfTheTokenIsKept() {
    signIn(make("Ann", ServerRole.MEMBER), 1);
    assertThat(column("SELECT label || address || scopes || kind FROM session"))
        .noneMatch(row -> row.contains(token.value()));
    assertThat(
            failureCode(
                ask(
                    new FindSession(Token.random(new SecureRandom(), Token.SESSION).hash(), "x"),
                    SessionFound.class)))
        .isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void whatEndsASessionIsToldToEverybody() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    Session session = signIn(ann, 1);
    Promise<AccessChange> heard = Promise.promise();
    await(
        bus.<AccessChanged>listenEverywhere(
                Addresses.accessEverywhere(), event -> heard.tryComplete(event.changes().get(0)))
            .completion());
    await(ask(new RevokeSession(ann, session.id(), Session.Kind.BROWSER), Done.class));
    AccessChange change = await(heard.future());
    assertThat(change.session()).isEqualTo(session.id());
    assertThat(change.person()).isEqualTo(ann.id());
    assertThat(column("SELECT CAST(max(n) AS TEXT) FROM access_change"))
        .containsExactly(Long.toString(change.n()));
    assertThat(failureCode(ask(new SelectSession(session.id()), SessionFound.class)))
        .isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void nobodyEndsSomebodyElsesSession() {
    Session session = signIn(make("Ann", ServerRole.MEMBER), 1);
    Actor bob = make("Bob", ServerRole.MEMBER);
    assertThat(
            failureCode(
                ask(new RevokeSession(bob, session.id(), Session.Kind.BROWSER), Done.class)))
        .isEqualTo(FailureCode.NOT_FOUND);
    await(find());
  }

  @Test
  void aSessionOfADeactivatedAccountIsNoneEvenIfItIsLeft() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    signIn(ann, 1);
    update("UPDATE person SET deactivated_at = 1");
    assertThat(failureCode(find())).isEqualTo(FailureCode.NOT_SIGNED_IN);
    update("UPDATE person SET deactivated_at = NULL, deleted_at = 1");
    assertThat(failureCode(find())).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void whoWasDeactivatedWhileThePasswordWasCheckedIsNotSignedIn() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    Actor ada = make("Ada", ServerRole.ADMINISTRATOR);
    await(ask(new ChangePerson(ada, ann.name(), null, true), PersonFound.class));
    assertThat(
            failureCode(
                ask(
                    new InsertSession(
                        session(1, ann, clock.instant().plus(EXPIRY)),
                        token.hash(),
                        null,
                        10,
                        ann,
                        null),
                    SessionFound.class)))
        .isEqualTo(FailureCode.WRONG_CREDENTIALS);
  }

  @Test
  void whatHasRunOutIsRemovedWhenSomebodySignsIn() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    signIn(ann, 1);
    goOn(EXPIRY.plusMillis(1));
    Session other = session(2, ann, clock.instant().plus(EXPIRY));
    Token fresh = Token.random(new SecureRandom(), Token.SESSION);
    await(ask(new InsertSession(other, fresh.hash(), null, 10, ann, null), SessionFound.class));
    assertThat(column("SELECT label FROM session")).hasSize(1);
    await(ask(new RevokeSessions(ann, ann.name(), null), Done.class));
    assertThat(column("SELECT label FROM session")).isEmpty();
  }
}
