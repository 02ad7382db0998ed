package dev.parley.account;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonQuery.BeginTwoFactor;
import dev.parley.bus.PersonQuery.ChangePerson;
import dev.parley.bus.PersonQuery.ConfirmTwoFactor;
import dev.parley.bus.PersonQuery.RemovePerson;
import dev.parley.bus.PersonQuery.UseCode;
import dev.parley.bus.Proof;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Secret;
import dev.parley.persistence.Columns;
import dev.parley.rights.ServerRole;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingStoreTest extends AccountStoresSetup {
  private static final RoomId ROOM = Samples.room(1);
  private static final int ROUNDS = 10;

  /** On two nodes: each has one connection that writes. */
  @Test
  void ofTwoAdministratorsThatDismissEachOtherAtOnceOneStays() {
    Actor ada = make("Ada", ServerRole.ADMINISTRATOR);
    Actor eve = make("Eve", ServerRole.ADMINISTRATOR);
    Vertx second = Vertx.vertx();
    try {
      Bus beside = openBeside(second);
      for (int round = 0; round < ROUNDS; round++) {
        Future<PersonFound> one = dismiss(bus, ada, eve);
        Future<PersonFound> other = dismiss(beside, eve, ada);
        await(Future.join(one, other).transform(both -> Future.succeededFuture()));
        assertThat(List.of(one.succeeded(), other.succeeded()))
            .containsExactlyInAnyOrder(true, false);
        assertThat(failureCode(one.failed() ? one : other)).isEqualTo(FailureCode.FORBIDDEN);
        update("UPDATE person SET role = 'administrator'");
      }
    } finally {
      await(second.close());
    }
  }

  private static Future<PersonFound> dismiss(Bus node, Actor actor, Actor whom) {
    ChangePerson query = new ChangePerson(actor, whom.name(), ServerRole.MEMBER, null);
    return node.request(query.address(), query, PersonFound.class);
  }

  @Test
  void ofTheSameCodeAtOnceOneIsGood() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    Secret secret = Totp.newSecret();
    long step = clock.millis() / 30_000;
    await(ask(new BeginTwoFactor(secret, new Proof(ann.id(), new Secret("x"), false)), Done.class));
    await(ask(new ConfirmTwoFactor(ann, code(secret, step - 1), List.of()), Done.class));
    Future<Done> one = ask(new UseCode(ann.id(), code(secret, step)), Done.class);
    Future<Done> other = ask(new UseCode(ann.id(), code(secret, step)), Done.class);
    await(Future.join(one, other).transform(both -> Future.succeededFuture()));
    assertThat(List.of(one.succeeded(), other.succeeded())).containsExactlyInAnyOrder(true, false);
  }

  private static Secret code(Secret secret, long step) {
    return new Secret(dev.parley.testing.Totp.codeAt(secret.value(), step));
  }

  @Test
  void aRoomThatLosesItsLastOwnerGetsTheOldestModeratorOrElseMember() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    Actor bob = make("Bob", ServerRole.MEMBER);
    Actor cleo = make("Cleo", ServerRole.MEMBER);
    Actor dora = make("Dora", ServerRole.MEMBER);
    room(ROOM, "private");
    member(ROOM, ann, "owner", 1);
    member(ROOM, bob, "member", 2);
    member(ROOM, cleo, "moderator", 4);
    member(ROOM, dora, "moderator", 3);
    delete(ann);
    assertThat(members()).containsExactly("Bob member", "Cleo moderator", "Dora owner");
    delete(dora);
    assertThat(members()).containsExactly("Bob member", "Cleo owner");
    delete(cleo);
    assertThat(members()).containsExactly("Bob owner");
    assertThat(column("SELECT notice || ' ' || author || ' ' || content FROM message ORDER BY seq"))
        .containsExactly(
            "left Ann ",
            "made_owner Ann Dora",
            "left Dora ",
            "made_owner Dora Cleo",
            "left Cleo ",
            "made_owner Cleo Bob");
    delete(bob);
    assertThat(members()).isEmpty();
    assertThat(column("SELECT name FROM room WHERE deleted_at IS NULL")).isEmpty();
  }

  @Test
  void aPublicRoomStaysWhenNobodyIsLeft() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    room(ROOM, "public");
    member(ROOM, ann, "owner", 1);
    delete(ann);
    assertThat(column("SELECT name FROM room WHERE deleted_at IS NULL")).hasSize(1);
  }

  @Test
  void whoIsBannedStaysOneOfThePeopleOfTheirConversations() {
    Actor ann = make("Ann", ServerRole.MEMBER);
    Actor ada = make("Ada", ServerRole.ADMINISTRATOR);
    room(ROOM, "direct");
    member(ROOM, ann, "member", 1);
    member(ROOM, ada, "member", 1);
    RoomId other = Samples.room(2);
    room(other, "private");
    member(other, ann, "member", 1);
    member(other, ada, "owner", 1);
    await(ask(new RemovePerson(ada, ann.name(), true, false, null), Done.class));
    assertThat(members()).containsExactly("Ada member", "Ada owner", "Ann member");
    assertThat(column("SELECT notice || ' ' || author || ' ' || content FROM message"))
        .containsExactly("removed Ada Ann");
  }

  private void delete(Actor actor) {
    await(ask(new RemovePerson(actor, actor.name(), false, false, null), Done.class));
  }

  private List<String> members() {
    return column(
        "SELECT p.name || ' ' || m.role FROM member m JOIN person p ON p.id = m.person_id"
            + " ORDER BY p.name, m.role");
  }

  private void room(RoomId room, String kind) {
    update(
        "INSERT INTO room (id, name, created_at, epoch, kind, owned) VALUES (?, 'R', 0, 'e', ?, 1)",
        Columns.of(room.value()),
        kind);
  }

  private void member(RoomId room, Actor actor, String role, long joined) {
    update(
        "INSERT INTO member (room_id, person_id, role, joined_at) VALUES (?, ?, ?, ?)",
        Columns.of(room.value()),
        Columns.of(actor.id().value()),
        role,
        joined);
  }
}
