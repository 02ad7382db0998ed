package dev.parley.http;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Availability;
import dev.parley.bus.Bus;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.PresenceCommand.SayPresence;
import dev.parley.bus.RoomId;
import dev.parley.bus.SessionId;
import dev.parley.rights.Action;
import dev.parley.rights.ServerRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who stays at an open connection when something changes in what they may do. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class ResidentsTest {
  private static final PersonId JOHNS = new PersonId(uuid(5));
  private static final SessionId SESSION = new SessionId(uuid(8));
  private static final Actor MEMBER = new Actor(JOHN, JOHNS, ServerRole.MEMBER, null);
  private static final Actor ADMINISTRATOR = new Actor(JOHN, JOHNS, ServerRole.ADMINISTRATOR, null);
  private static final Failure SIGNED_OUT = new Failure(FailureCode.NOT_SIGNED_IN);
  private static final int PATIENCE_SECONDS = 20;

  /** One of them, who writes down what happens. */
  private final class Guest implements Resident {
    final BlockingQueue<Object> said = new LinkedBlockingQueue<>();
    volatile Caller caller;

    Guest(Caller caller) {
      this.caller = caller;
    }

    @Override
    public ConnectionId id() {
      return connection(1);
    }

    @Override
    public Caller caller() {
      return caller;
    }

    @Override
    public Action entrance() {
      return Action.ROOMS_LIST;
    }

    @Override
    public void know(Caller now) {
      caller = now;
      said.add(now.actor().role());
    }

    @Override
    public void dismiss(Failure why) {
      residents.remove(this);
      said.add(why.code());
    }

    @Override
    public void memberChanged(RoomId room) {
      said.add(room);
    }

    Object next() throws InterruptedException {
      return said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private volatile Function<Caller, Future<Caller>> answers = Future::succeededFuture;
  private volatile Set<String> taken = Set.of();
  private Bus bus;
  private Context context;
  private Residents residents;

  @BeforeEach
  void make(Vertx vertx) {
    bus = Bus.on(vertx.eventBus());
    context = vertx.getOrCreateContext();
    SignIn signIn =
        new SignIn() {
          @Override
          public Future<Caller> signIn(Credentials credentials) {
            return Future.succeededFuture(Caller.ANYBODY);
          }

          @Override
          public Future<Caller> again(Caller known) {
            return answers.apply(known);
          }
        };
    Names names =
        new Names(
            actor ->
                taken.contains(actor.name().key())
                    ? Future.failedFuture(new Failure(FailureCode.FORBIDDEN))
                    : Future.succeededFuture(actor));
    residents =
        here(
            () ->
                new Residents(
                    vertx, bus, new Identity(signIn, names), Clock.fixed(NOON, ZoneOffset.UTC)));
    await(residents.listening());
  }

  private <T> T here(Callable<T> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            done.complete(work.call());
          } catch (Exception e) {
            done.fail(e);
          }
        });
    return await(done.future());
  }

  private Guest come(Actor actor, Instant until) {
    return come(new Caller(actor, SESSION, Set.of(), null, until));
  }

  private Guest come(Caller caller) {
    Guest guest = new Guest(caller);
    here(
        () -> {
          residents.add(guest, residents.changes());
          return null;
        });
    return guest;
  }

  private void change(AccessChange... changes) {
    bus.publish(Addresses.access(), new AccessChanged(List.of(changes)));
  }

  private static Caller as(Actor actor) {
    return new Caller(actor, SESSION, Set.of());
  }

  @Test
  void whoseSessionIsGoneIsDismissed() throws InterruptedException {
    Guest john = come(MEMBER, null);
    answers = known -> Future.failedFuture(SIGNED_OUT);
    change(AccessChange.of(JOHNS, SESSION));
    assertThat(john.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void whoseRoleHasChangedIsKnownByTheNewOne() throws InterruptedException {
    Guest john = come(ADMINISTRATOR, null);
    answers = known -> Future.succeededFuture(as(MEMBER));
    change(AccessChange.of(JOHNS, JOHN));
    assertThat(john.next()).isEqualTo(ServerRole.MEMBER);
  }

  @Test
  void aGuestWhoseNameBelongsToAnAccountNowIsDismissed() throws InterruptedException {
    Guest john = come(Caller.ANYBODY.acting(Samples.GUEST));
    Guest jane = come(Caller.ANYBODY.acting(Actor.guest(JANE)));
    taken = Set.of(JOHN.key());
    change(AccessChange.of(JOHNS, JOHN));
    assertThat(john.next()).isEqualTo(FailureCode.FORBIDDEN);
    assertThat(jane.said).isEmpty();
  }

  @Test
  void othersAreNotAskedAbout() throws InterruptedException {
    Guest jane = come(new Actor(JANE, new PersonId(uuid(6)), ServerRole.MEMBER, null), null);
    Guest john = come(MEMBER, null);
    answers = known -> Future.failedFuture(SIGNED_OUT);
    change(AccessChange.of(JOHNS, new SessionId(uuid(9))));
    change(AccessChange.of(JOHNS, JOHN));
    assertThat(john.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
    assertThat(john.said).isEmpty();
    assertThat(jane.said).isEmpty();
  }

  /** Between the question who comes and the coming, something changed. */
  @Test
  void whoCameWithAnAnswerOfBeforeTheChangeIsAskedAboutOnceMore() throws InterruptedException {
    long before = here(residents::changes);
    change(AccessChange.of(JOHNS, SESSION));
    answers = known -> Future.failedFuture(SIGNED_OUT);
    Guest john = new Guest(as(MEMBER));
    here(
        () -> {
          residents.add(john, before);
          return null;
        });
    assertThat(john.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  /** Between the question and its answer, something changed again. */
  @Test
  void anAnswerThatAChangeOvertakesIsNotTheLast() throws InterruptedException {
    Guest john = come(ADMINISTRATOR, null);
    Promise<Caller> first = Promise.promise();
    answers = known -> first.future();
    change(AccessChange.of(JOHNS, JOHN));
    here(() -> null);
    change(AccessChange.of(JOHNS, JOHN));
    here(() -> null);
    answers = known -> Future.failedFuture(SIGNED_OUT);
    first.complete(as(MEMBER));
    assertThat(john.next()).isEqualTo(ServerRole.MEMBER);
    assertThat(john.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void aSessionThatEndsByTimeIsAskedAboutAndMayHaveBeenProlonged() throws InterruptedException {
    Caller longer = new Caller(MEMBER, SESSION, Set.of(), null, NOON.plusMillis(1));
    answers = known -> Future.succeededFuture(longer);
    Guest john = come(MEMBER, NOON);
    assertThat(john.next()).isEqualTo(ServerRole.MEMBER);
    assertThat(john.said.poll(2 * Residents.INTERVAL_MS, TimeUnit.MILLISECONDS)).isNull();
    answers = known -> Future.failedFuture(SIGNED_OUT);
    Guest jane = come(MEMBER, NOON.minusMillis(1));
    assertThat(jane.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void whoCanNotBeAskedAboutStaysForAWhileAndIsThenDismissed() throws InterruptedException {
    Guest john = come(MEMBER, null);
    answers = known -> Future.failedFuture(new Failure(FailureCode.STORAGE_UNAVAILABLE));
    change(AccessChange.of(JOHNS, JOHN));
    assertThat(john.said.poll(2 * Residents.INTERVAL_MS, TimeUnit.MILLISECONDS)).isNull();
    assertThat(john.next()).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
  }

  @Test
  void whoCanBeAskedAboutAgainStays() throws InterruptedException {
    Guest john = come(MEMBER, null);
    answers =
        known -> {
          answers = Future::succeededFuture;
          return Future.failedFuture(new Failure(FailureCode.OVERLOADED));
        };
    change(AccessChange.of(JOHNS, JOHN));
    assertThat(john.next()).isEqualTo(ServerRole.MEMBER);
  }

  @Test
  void whenAnythingMayHaveChangedEverybodyIsAskedAboutThoughNotAllAtOnce()
      throws InterruptedException {
    BlockingQueue<Promise<Caller>> asked = new LinkedBlockingQueue<>();
    List<Guest> crowd = new java.util.ArrayList<>();
    for (int i = 0; i < Residents.MAX_ASKED + 1; i++) {
      crowd.add(come(MEMBER, null));
    }
    answers =
        known -> {
          Promise<Caller> answer = Promise.promise();
          asked.add(answer);
          return answer.future();
        };
    change(AccessChange.ofEverything(7));
    here(() -> null);
    assertThat(asked).hasSize(Residents.MAX_ASKED);
    asked.take().fail(SIGNED_OUT);
    here(() -> null);
    assertThat(asked).hasSize(Residents.MAX_ASKED);
    asked.forEach(answer -> answer.fail(SIGNED_OUT));
    for (Guest guest : crowd) {
      assertThat(guest.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
    }
  }

  @Test
  void somebodyElseInTheSameSessionIsNobody() throws InterruptedException {
    Guest john = come(MEMBER, null);
    Actor jane = new Actor(JANE, new PersonId(uuid(6)), ServerRole.MEMBER, null);
    answers = known -> Future.succeededFuture(as(jane));
    change(AccessChange.of(JOHNS, JOHN));
    assertThat(john.next()).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void aChangeInARoomIsToldToItsPersonOnly() throws InterruptedException {
    Guest jane = come(new Actor(JANE, new PersonId(uuid(6)), ServerRole.MEMBER, null), null);
    Guest john = come(MEMBER, null);
    change(AccessChange.of(ROOM, JOHNS, JOHN));
    assertThat(john.next()).isEqualTo(ROOM);
    assertThat(jane.said).isEmpty();
  }

  @Test
  void whoComesAndGoesIsSaidOfAccountsOnly() throws InterruptedException {
    BlockingQueue<SayPresence> said = new LinkedBlockingQueue<>();
    bus.<SayPresence>listen(Addresses.presence(), said::add);
    come(Caller.ANYBODY.acting(Samples.GUEST));
    Guest john = come(MEMBER, null);
    assertThat(said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(new SayPresence(JOHNS, connection(1), Availability.ONLINE));
    here(
        () -> {
          residents.remove(john);
          residents.remove(john);
          return null;
        });
    assertThat(said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(new SayPresence(JOHNS, connection(1), Availability.OFFLINE));
    assertThat(said).isEmpty();
  }
}
