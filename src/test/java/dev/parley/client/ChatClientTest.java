package dev.parley.client;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.Message;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.testing.Futures;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A service of the same process, and what the public addresses answer to it. */
class ChatClientTest {

  private static final int FOLLOWERS = 3;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.followers", Integer.toString(FOLLOWERS)));

  private ChatClient bot;
  private RoomId room;

  /** What a listener has heard, as a word and its subject. */
  private static final class Heard implements ChatListener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void message(Message message) {
      heard.add(message.seq() + " " + message.content().value());
    }

    @Override
    public void presence(List<PersonName> joined, List<PersonName> left) {
      joined.forEach(person -> heard.add("joined " + person));
      left.forEach(person -> heard.add("left " + person));
    }

    @Override
    public void typing(PersonName person) {
      heard.add("typing " + person);
    }

    @Override
    public void roomGone() {
      heard.add("gone");
    }

    String next() throws InterruptedException {
      return heard.poll(30, TimeUnit.SECONDS);
    }
  }

  @BeforeEach
  void makeARoom() {
    bot = new ChatClient(parley.vertx(), "Bot");
    room = await(bot.createRoom("Room")).id();
  }

  @Test
  void itListsTheRoomsThatItMade() {
    assertThat(await(bot.rooms())).anyMatch(found -> found.id().equals(room));
  }

  @Test
  void aPostIsStoredOnceHoweverOftenItIsSent() {
    Nonce nonce = new Nonce("once");
    Ack first = await(bot.post(room, "Hello!", nonce));
    Ack second = await(bot.post(room, "Hello!", nonce));
    assertThat(first).isEqualTo(new Ack(second.id(), new Seq(1), second.timestamp(), false));
    assertThat(second.duplicate()).isTrue();
    List<Message> log = await(bot.history(room, HistoryPage.newest(10)));
    assertThat(log).hasSize(1).allMatch(message -> message.id().equals(first.id()));
    assertThat(log.get(0).author()).isEqualTo(bot.person());
    assertThat(log.get(0).nonce()).isEqualTo(nonce);
  }

  @Test
  void historyIsReadInPages() {
    IntStream.rangeClosed(1, 5).forEach(i -> await(bot.post(room, "Message " + i)));
    assertThat(await(bot.history(room, HistoryPage.after(new Seq(2), 2))))
        .extracting(message -> message.seq().value())
        .containsExactly(3L, 4L);
  }

  @Test
  void whoFollowsHearsEverythingBehindTheHeadInOrder() throws Exception {
    await(bot.post(room, "Before"));
    Heard heard = new Heard();
    Following following = await(bot.follow(room, heard));
    assertThat(following.head()).isEqualTo(new Seq(1));
    IntStream.rangeClosed(2, 200).forEach(i -> await(bot.post(room, "Message " + i)));
    for (int i = 2; i <= 200; i++) {
      assertThat(heard.next()).isEqualTo(i + " Message " + i);
    }
    await(following.close());
  }

  @Test
  void whoFollowsIsInTheRoomUntilItDoesNot() throws Exception {
    Heard heard = new Heard();
    Following following = await(bot.follow(room, heard));
    assertThat(following.online()).containsExactly(bot.person());
    assertThat(parley.rest().online(room.toString())).containsExactly("Bot");
    try (var ann = parley.join(room.toString(), "Ann")) {
      assertThat(parley.rest().online(room.toString())).containsExactly("Bot", "Ann");
      assertThat(heard.next()).isEqualTo("joined Ann");
      ann.type();
      assertThat(heard.next()).isEqualTo("typing Ann");
      await(following.close());
      assertThat(Json.texts(ann.await("leave").get("online_users"))).containsExactly("Ann");
      ann.say("Nobody listens");
      ann.await("message");
    }
    await(bot.post(room, "Still nobody"));
    assertThat(heard.heard).isEmpty();
  }

  @Test
  void ofARoomThatIsDeletedTheListenerHears() throws Exception {
    Heard heard = new Heard();
    await(bot.follow(room, heard));
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    assertThat(heard.next()).isEqualTo("gone");
    assertThat(failureCode(bot.post(room, "Too late"))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void thereIsALimitToFollowersAndTheirPlacesComeBack() {
    List<Following> places =
        IntStream.range(0, FOLLOWERS).mapToObj(i -> await(bot.follow(room, new Heard()))).toList();
    assertThat(failureCode(bot.follow(room, new Heard())))
        .isEqualTo(FailureCode.TOO_MANY_SUBSCRIPTIONS);
    await(places.get(0).close());
    await(await(bot.follow(room, new Heard())).close());
    places.forEach(place -> await(place.close()));
  }

  @Test
  void aRoomThatCannotBeEnteredTakesNoPlace() {
    RoomId nowhere = new RoomId(UUID.randomUUID());
    for (int i = 0; i <= FOLLOWERS; i++) {
      assertThat(failureCode(bot.follow(nowhere, new Heard())))
          .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    }
  }

  @Test
  void moreRoomsThanAddressesAreKeptCanBePostedTo() {
    List<RoomId> rooms =
        IntStream.range(0, 2 * FOLLOWERS + 1)
            .mapToObj(i -> await(bot.createRoom("Room " + i)).id())
            .toList();
    for (int turn = 1; turn <= 2; turn++) {
      for (RoomId each : rooms) {
        assertThat(await(bot.post(each, "Hello!")).seq()).isEqualTo(new Seq(turn));
      }
    }
  }

  @Test
  void whatIsWrongIsSaidWithItsNumberAndName() {
    Throwable error =
        Futures.error(
            parley
                .vertx()
                .eventBus()
                .request(PublicAddresses.post(room), new JsonObject().put("username", "Bot")));
    assertThat(error)
        .isInstanceOfSatisfying(
            ReplyException.class,
            reply -> assertThat(reply.failureCode()).isEqualTo(FailureCode.INVALID_BODY.ordinal()))
        .hasMessage("invalid_body: content is missing.");
    assertThat(failureCode(bot.post(room, "  "))).isEqualTo(FailureCode.EMPTY_MESSAGE);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThat(Futures.error(parley.vertx().eventBus().request(PublicAddresses.rooms(), "list")))
        .hasMessage("invalid_body: The body must be a JSON object.");
  }

  @Test
  void anotherVersionIsRefused() {
    DeliveryOptions other = new DeliveryOptions().addHeader(PublicAddresses.VERSION_HEADER, "2");
    assertThat(
            Futures.error(
                parley
                    .vertx()
                    .eventBus()
                    .request(
                        PublicAddresses.rooms(), new JsonObject().put("action", "list"), other)))
        .hasMessageStartingWith("invalid_parameter: Only version 1");
  }
}
