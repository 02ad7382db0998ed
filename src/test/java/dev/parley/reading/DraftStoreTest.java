package dev.parley.reading;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.room;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Draft;
import dev.parley.bus.DraftQuery.PutDraft;
import dev.parley.bus.DraftQuery.SelectDrafts;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnNews.DraftChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.DraftKept;
import dev.parley.bus.Reply.DraftsFound;
import dev.parley.bus.RoomId;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Storage;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Of all that somebody's devices have of a draft, what was written last is kept. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class DraftStoreTest {
  private static final PersonId ANN = new PersonId(uuid(11));
  private static final PersonId BEN = new PersonId(uuid(12));
  private static final String PLACES = "SELECT count(*) FROM draft WHERE room_id = ?";
  private static final String ROOMS = "SELECT count(*) FROM room WHERE id = ?";
  private static final long PATIENCE_MS = 20_000;

  @TempDir Path folder;

  private final List<DraftChanged> told = new CopyOnWriteArrayList<>();
  private Storage storage;

  @BeforeEach
  void open(Vertx vertx) {
    Bus bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, 0);
    storage.addPerson(ANN, "Ann");
    storage.addPerson(BEN, "Ben");
    for (long i = 1; i <= Storage.MAX_DRAFTS + 2; i++) {
      await(storage.add(room(i), "Room " + i));
    }
    await(bus.<DraftChanged>listen(Addresses.ownNews(), told::add).completion());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static Draft draft(RoomId room, String content, int seconds) {
    return new Draft(room, null, content, null, at(seconds), 0);
  }

  private Draft put(Draft draft) {
    return await(storage.ask(new PutDraft(ANN, draft, connection(3)), DraftKept.class)).draft();
  }

  private List<Draft> drafts(PersonId person) {
    return await(storage.ask(new SelectDrafts(person), DraftsFound.class)).drafts();
  }

  @Test
  void whatWasWrittenLaterStaysWhicheverComesFirst() {
    Draft later = put(draft(ROOM, "later", 2));
    assertThat(put(draft(ROOM, "earlier", 1))).isEqualTo(later);
    assertThat(drafts(ANN)).containsExactly(later);
    Draft latest = put(draft(ROOM, "latest", 3));
    assertThat(latest.version()).isGreaterThan(later.version());
    assertThat(drafts(ANN)).containsExactly(latest);
    assertThat(drafts(BEN)).isEmpty();
  }

  @Test
  void ofTwoWrittenAtTheSameTimeTheOneThatComesLastIsTheNewerVersion() {
    Draft first = put(draft(ROOM, "first", 1));
    Draft second = put(draft(ROOM, "second", 1));
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(drafts(ANN)).containsExactly(second);
  }

  @Test
  void whatIsGoneDoesNotComeBackByAnOlderOneAndDoesByANewer() {
    put(draft(ROOM, "one", 1));
    Draft gone = put(Draft.gone(ROOM, null, at(3)));
    assertThat(gone.gone()).isTrue();
    assertThat(put(draft(ROOM, "late", 2))).isEqualTo(gone);
    assertThat(drafts(ANN)).isEmpty();
    Draft again = put(draft(ROOM, "again", 4));
    assertThat(again.version()).isGreaterThan(gone.version());
    assertThat(drafts(ANN)).containsExactly(again);
  }

  @Test
  void eachThreadHasItsOwnAndAQuoteAloneIsOne() {
    MessageId root = await(storage.append(ROOM, new PersonName("Ann"), "Hi", null)).message().id();
    Draft inRoom = put(draft(ROOM, "room", 1));
    Draft quoting = put(new Draft(ROOM, root, "", root, at(2), 0));
    assertThat(drafts(ANN)).containsExactly(quoting, inRoom);
    put(Draft.gone(ROOM, root, at(3)));
    assertThat(drafts(ANN)).containsExactly(inRoom);
  }

  @Test
  void aThreadIsOneOfTheRoom() {
    MessageId root = await(storage.append(ROOM, new PersonName("Ann"), "Hi", null)).message().id();
    Draft elsewhere = new Draft(OTHER_ROOM, root, "x", null, NOON, 0);
    assertThat(failureCode(storage.ask(new PutDraft(ANN, elsewhere, null), DraftKept.class)))
        .isEqualTo(FailureCode.MESSAGE_NOT_FOUND);
    assertThat(drafts(ANN)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void whatChangesIsToldAndWhatDoesNotIsNot() {
    Draft kept = put(draft(ROOM, "one", 2));
    assertThat(told).containsExactly(new DraftChanged(ANN, connection(3), kept));
    put(draft(ROOM, "one", 3));
    put(draft(ROOM, "earlier", 1));
    assertThat(told).hasSize(1);
    Draft gone = put(Draft.gone(ROOM, null, at(4)));
    assertThat(told).hasSize(2).last().extracting(DraftChanged::draft).isEqualTo(gone);
  }

  @Test
  void beyondAsManyAsOnePersonMayHaveTheOneUntouchedForLongestIsGone() {
    int most = Storage.MAX_DRAFTS;
    for (int i = 1; i <= most; i++) {
      put(draft(room(i), "draft " + i, i));
    }
    put(draft(room(1), "touched", most + 1));
    assertThat(drafts(ANN)).hasSize(most);
    told.clear();
    put(draft(room(most + 1), "one more", most + 2));
    assertThat(drafts(ANN))
        .hasSize(most)
        .extracting(Draft::room)
        .contains(room(1), room(most + 1))
        .doesNotContain(room(2));
    assertThat(told).hasSize(2);
    DraftChanged ended = told.get(1);
    assertThat(ended.draft().room()).isEqualTo(room(2));
    assertThat(ended.draft().gone()).isTrue();
    assertThat(ended.from()).as("all devices").isNull();
  }

  @Test
  void ofThoseThatAreGoneNoMoreAreRememberedEither() {
    int most = Storage.MAX_DRAFTS;
    for (int i = 1; i <= most + 1; i++) {
      put(draft(room(i), "draft", i));
      put(Draft.gone(room(i), null, at(i)));
    }
    assertThat(storage.count(PLACES, room(1))).isZero();
    assertThat(storage.count(PLACES, room(2))).isEqualTo(1);
  }

  @Test
  void theyGoWithTheirRoom() {
    put(draft(ROOM, "one", 1));
    await(storage.remove(ROOM));
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (storage.count(ROOMS, ROOM) > 0) {
      assertThat(System.currentTimeMillis()).isLessThan(end);
    }
    assertThat(storage.count(PLACES, ROOM)).isZero();
  }
}
