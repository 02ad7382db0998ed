package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.EPOCH;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberQuery.AddMember;
import dev.parley.bus.MemberQuery.DropMember;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.MemberQuery.SelectWholeAccess;
import dev.parley.bus.MemberQuery.SetRole;
import dev.parley.bus.MessageId;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.AccessFound.Belonging;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Room;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomName;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.persistence.Columns;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Members, their notices and the notes of both are there together, or none of them. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class MemberStoreTest {
  private static final Actor ANN = actor("Ann", 11);
  private static final Actor BEN = actor("Ben", 12);

  private static final String NOTICES = "SELECT count(*) FROM message WHERE room_id = ?";
  private static final String AUDITED = "SELECT count(*) FROM audit WHERE room_id = ?";
  private static final String NOTED = "SELECT count(*) FROM access_change WHERE room_id = ?";
  private static final String HEAD = "SELECT head FROM room WHERE id = ?";

  @TempDir Path folder;

  private final List<Object> published = new CopyOnWriteArrayList<>();
  private Storage storage;
  private long ids = 100;

  @BeforeEach
  void open(Vertx vertx) {
    Bus bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, 0);
    insert(ANN);
    insert(BEN);
    Room room =
        new Room(
            ROOM,
            new RoomName("General"),
            NOON,
            EPOCH,
            RoomKind.PUBLIC,
            "",
            true,
            false,
            false,
            0,
            List.of());
    await(storage.ask(new InsertRoom(room, ANN), RoomFound.class));
    bus.<RoomEvent>listen(Addresses.roomEvents(ROOM), published::add);
    bus.<AccessChanged>listen(Addresses.accessEverywhere(), published::add);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void whatIsDecidedByAnOlderStateChangesNothingAtAll() {
    assertThat(await(add(BEN, RoomRole.MEMBER, 0)).done()).isTrue();
    published.clear();
    assertThat(await(setRole(BEN, RoomRole.OWNER, 0)).done()).isFalse();
    assertThat(await(drop(BEN, 0)).done()).isFalse();
    assertThat(whole().members()).contains(new Belonging(BEN.id(), RoomRole.MEMBER));
    assertThat(storage.count(NOTICES, ROOM)).isEqualTo(1);
    assertThat(published).isEmpty();
  }

  @Test
  void eachChangeMovesTheStateOn() {
    long before = whole().version();
    await(add(BEN, RoomRole.MEMBER, before));
    assertThat(whole().version()).isEqualTo(before + 1);
    await(setRole(BEN, RoomRole.READER, before + 1));
    assertThat(whole().version()).isEqualTo(before + 2);
  }

  @Test
  void theRowItsNoticeItsNoteAndItsAuditAreThereTogetherOrNotAtAll() {
    long audited = storage.count(AUDITED, ROOM);
    long noted = storage.count(NOTED, ROOM);
    await(add(BEN, RoomRole.MEMBER, 0));
    assertThat(storage.count(NOTICES, ROOM)).isEqualTo(1);
    assertThat(storage.count(HEAD, ROOM)).isEqualTo(1);
    assertThat(storage.count(AUDITED, ROOM)).isEqualTo(audited + 1);
    assertThat(storage.count(NOTED, ROOM)).isEqualTo(noted + 1);
    assertThat(failureCode(add(BEN, RoomRole.MEMBER, 1)))
        .as("there already: what comes before it is undone")
        .isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
    assertThat(failureCode(setRole(ANN, RoomRole.MEMBER, 1))).isEqualTo(FailureCode.FORBIDDEN);
    assertThat(whole().version()).isEqualTo(1);
    assertThat(storage.count(NOTICES, ROOM)).isEqualTo(1);
    assertThat(storage.count(AUDITED, ROOM)).isEqualTo(audited + 1);
    assertThat(storage.count(NOTED, ROOM)).isEqualTo(noted + 1);
  }

  @Test
  void whatIsChangedIsToldAfterTheCommitAndBeforeTheAnswer() {
    await(add(BEN, RoomRole.MEMBER, 0));
    assertThat(published).hasSize(2);
    assertThat(published.get(0)).isInstanceOf(RoomEvent.MessagesPosted.class);
    AccessChange change = ((AccessChanged) published.get(1)).changes().get(0);
    assertThat(change.person()).isEqualTo(BEN.id());
    assertThat(change.room()).isEqualTo(ROOM);
    assertThat(change.n()).isPositive();
  }

  @Test
  void ofOnePersonAndOfAllTheSameIsFound() {
    await(add(BEN, RoomRole.READER, 0));
    AccessFound one =
        await(storage.ask(new SelectAccess(ROOM, BEN.id(), "ben"), AccessFound.class));
    assertThat(one.members()).containsExactly(new Belonging(BEN.id(), RoomRole.READER));
    assertThat(one.version()).isEqualTo(whole().version());
    AccessFound nobody = await(storage.ask(new SelectAccess(ROOM, null, null), AccessFound.class));
    assertThat(nobody.members()).isEmpty();
    assertThat(whole().members())
        .containsExactlyInAnyOrder(
            new Belonging(ANN.id(), RoomRole.OWNER), new Belonging(BEN.id(), RoomRole.READER));
  }

  private AccessFound whole() {
    return await(storage.ask(new SelectWholeAccess(ROOM), AccessFound.class));
  }

  private Future<Amended> add(Actor whom, RoomRole role, long version) {
    return storage.ask(
        new AddMember(basis(version), id(), whom.id(), whom.name(), role), Amended.class);
  }

  private Future<Amended> setRole(Actor whom, RoomRole role, long version) {
    return storage.ask(
        new SetRole(basis(version), id(), whom.id(), whom.name(), role), Amended.class);
  }

  private Future<Amended> drop(Actor whom, long version) {
    return storage.ask(
        new DropMember(basis(version), List.of(id(), id()), whom.id(), whom.name()), Amended.class);
  }

  private static Basis basis(long version) {
    return new Basis(ROOM, version, ANN, NOON);
  }

  private MessageId id() {
    return new MessageId(uuid(ids++));
  }

  private static Actor actor(String name, long id) {
    return new Actor(new PersonName(name), new PersonId(uuid(id)), ServerRole.MEMBER, "127.0.0.1");
  }

  private void insert(Actor actor) {
    String name = actor.name().value();
    await(
        storage
            .database()
            .write(
                sql ->
                    sql.update(
                        """
                        INSERT INTO person (id, name, name_key, display_name, search_key, role, created_at)
                        VALUES (?, ?, ?, ?, ?, 'member', 1)
                        """,
                        Tuple.of(
                            Columns.of(actor.id().value()),
                            name,
                            actor.name().key(),
                            name,
                            name))));
  }
}
