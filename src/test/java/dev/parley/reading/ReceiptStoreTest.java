package dev.parley.reading;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.OwnNews.ReceiptGiven;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.ReceiptQuery;
import dev.parley.bus.Reply.ReceiptsListed;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Storage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who has read how far is known to those who let it be known of themselves. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class ReceiptStoreTest {
  private static final PersonId ANN = new PersonId(uuid(11));
  private static final PersonId BEN = new PersonId(uuid(12));
  private static final PersonId CEM = new PersonId(uuid(13));
  private static final PersonId DAN = new PersonId(uuid(14));
  private static final int MAX_PEOPLE = 4;
  private static final int PATIENCE_SECONDS = 20;

  @TempDir Path folder;

  private final BlockingQueue<ReceiptGiven> told = new LinkedBlockingQueue<>();
  private Storage storage;
  private Bus bus;
  private Vertx vertx;
  private Context context;
  private ReceiptNewsStore news;
  private Message message;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, 0);
    await(storage.add(ROOM, "General"));
    await(storage.add(OTHER_ROOM, "Other"));
    storage.addPerson(ANN, "Ann");
    storage.addPerson(BEN, "Ben");
    storage.addPerson(CEM, "Cem");
    storage.addPerson(DAN, "Dan");
    List.of(ANN, BEN, CEM).forEach(person -> storage.addMember(ROOM, person, NOON));
    message = await(storage.append(ROOM, new PersonName("Guest"), "Hello!", null)).message();
    await(bus.<ReceiptGiven>listen(Addresses.ownNews(), told::add).completion());
    context = vertx.getOrCreateContext();
    news = new ReceiptNewsStore(vertx, bus, storage.database(), true, MAX_PEOPLE);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private ReceiptsListed ask(PersonId asker, PersonName after, int limit) {
    return await(
        storage.ask(
            new ReceiptQuery(ROOM, message.id(), asker, after, limit), ReceiptsListed.class));
  }

  private List<String> readers(PersonId asker) {
    return names(ask(asker, null, 10));
  }

  private static List<String> names(ReceiptsListed listed) {
    return listed.people().stream().map(person -> person.name().value()).toList();
  }

  @Test
  void whoseMarkIsThereOrFurtherHasReadIt() {
    long seq = message.seq().value();
    assertThat(readers(ANN)).isEmpty();
    storage.mark(ROOM, BEN, seq - 1);
    storage.mark(ROOM, CEM, seq);
    storage.mark(OTHER_ROOM, BEN, seq + 9);
    assertThat(readers(ANN)).containsExactly("Cem");
    storage.mark(ROOM, BEN, seq + 5);
    assertThat(readers(ANN)).containsExactly("Ben", "Cem");
    ReceiptsListed first = ask(ANN, null, 1);
    assertThat(names(first)).containsExactly("Ben");
    assertThat(first.more()).isTrue();
    ReceiptsListed second = ask(ANN, new PersonName("Ben"), 1);
    assertThat(names(second)).containsExactly("Cem");
    assertThat(second.more()).isFalse();
  }

  @Test
  void whoDoesNotLetItBeKnownIsNotListedAndSeesNobody() {
    storage.mark(ROOM, BEN, message.seq().value());
    storage.setReceipts(BEN, false);
    assertThat(readers(ANN)).isEmpty();
    storage.setReceipts(BEN, true);
    assertThat(readers(ANN)).containsExactly("Ben");
    storage.setReceipts(ANN, false);
    assertThat(readers(ANN)).isEmpty();
    assertThat(readers(CEM)).containsExactly("Ben");
  }

  @Test
  void whoCameLaterOrIsNoMemberIsNotListed() {
    storage.mark(ROOM, DAN, message.seq().value());
    assertThat(readers(ANN)).isEmpty();
    storage.addMember(ROOM, DAN, NOON.plusSeconds(1));
    assertThat(readers(ANN)).isEmpty();
  }

  @Test
  void ofAMessageOfAnotherRoomNothingIsSaid() {
    assertThat(
            failureCode(
                storage.ask(
                    new ReceiptQuery(OTHER_ROOM, message.id(), ANN, null, 10),
                    ReceiptsListed.class)))
        .isEqualTo(FailureCode.MESSAGE_NOT_FOUND);
  }

  private void move(PersonId person, RoomId room, long... seqs) {
    context.runOnContext(
        turn -> {
          for (long seq : seqs) {
            news.moved(person, room, new Seq(seq));
          }
        });
  }

  private ReceiptGiven next() throws InterruptedException {
    ReceiptGiven given = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(given).isNotNull();
    return given;
  }

  @Test
  void itIsToldToTheOthersAtOnceAndThenTheLastOfWhatCameMeanwhile() throws InterruptedException {
    storage.setReceipts(CEM, false);
    move(BEN, ROOM, 1, 2, 4, 3);
    assertThat(next())
        .isEqualTo(new ReceiptGiven(List.of(ANN), ROOM, new PersonName("Ben"), new Seq(1)));
    assertThat(next().seq()).isEqualTo(new Seq(4));
    move(ANN, ROOM, 7);
    assertThat(next())
        .as("nothing in between")
        .isEqualTo(new ReceiptGiven(List.of(BEN), ROOM, new PersonName("Ann"), new Seq(7)));
  }

  @Test
  void ofWhoDoesNotLetItBeKnownOrIsNoMemberNothingIsTold() throws InterruptedException {
    storage.setReceipts(CEM, false);
    move(CEM, ROOM, 1);
    move(DAN, ROOM, 1);
    move(BEN, ROOM, 9);
    assertThat(next().reader()).isEqualTo(new PersonName("Ben"));
    assertThat(told).isEmpty();
  }

  @Test
  void whereTheServerTellsNobodyNothingIsTold() throws InterruptedException {
    ReceiptNewsStore off = new ReceiptNewsStore(vertx, bus, storage.database(), false, MAX_PEOPLE);
    context.runOnContext(turn -> off.moved(ANN, ROOM, new Seq(1)));
    move(BEN, ROOM, 9);
    assertThat(next().reader()).isEqualTo(new PersonName("Ben"));
    assertThat(told).isEmpty();
  }

  @Test
  void inARoomOfMoreMembersItIsNotTold() throws InterruptedException {
    storage.addMember(ROOM, DAN, NOON);
    move(BEN, ROOM, 1);
    assertThat(next().people()).hasSize(MAX_PEOPLE - 1);
    PersonId eve = new PersonId(uuid(15));
    storage.addPerson(eve, "Eve");
    storage.addMember(ROOM, eve, NOON);
    storage.addMember(OTHER_ROOM, ANN, NOON);
    storage.addMember(OTHER_ROOM, BEN, NOON);
    move(ANN, ROOM, 2);
    move(ANN, OTHER_ROOM, 3);
    assertThat(next().room()).isEqualTo(OTHER_ROOM);
    assertThat(told).isEmpty();
  }
}
