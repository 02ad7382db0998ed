package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Notices have places in the log among the messages, and are recovered as they are. */
@ExtendWith(BlockedEventLoops.class)
class NoticesTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final Rooms anns = Rooms.of(ann);
  private final Rooms bens = Rooms.of(ben);

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void theyComeInOrderWithTheMessagesAndSayWhoWhatAndWhom() {
    String room = anns.make();
    ChatClient client = connect(ann);
    client.send(FullFrames.subscribe(room));
    client.await("subscribed");
    anns.say(room, ann.name(), "One");
    anns.put(room, ben.name(), "member").isJson(200);
    anns.change(room, "{\"name\":\"Lobby\"}").isJson(200);
    bens.leave(room).hasStatus(204);
    anns.say(room, ann.name(), "Two");
    List<JsonNode> log = new ArrayList<>();
    while (log.size() < 5) {
      JsonNode frame = client.next();
      if (frame.has("seq")) {
        log.add(frame);
      }
    }
    assertThat(Json.seqs(log)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(Json.texts(log, "type"))
        .containsExactly("message", "notice", "notice", "notice", "message");
    assertThat(log.get(1).get("event").asText()).isEqualTo("added");
    assertThat(log.get(1).get("subject").asText()).isEqualTo(ben.name());
    assertThat(log.get(1).get("user_id").asText()).isEqualTo(ann.id().toString());
    assertThat(log.get(2).get("value").asText()).isEqualTo("Lobby");
    assertThat(log.get(3).get("username").asText()).isEqualTo(ben.name());
    assertThat(log.get(0).get("user_id").asText()).isEqualTo(ann.id().toString());
  }

  @Test
  void restGivesThemToThoseWhoWantThemOnly() {
    String room = anns.make();
    bens.join(room).isJson(200);
    anns.say(room, ann.name(), "One");
    bens.leave(room).hasStatus(204);
    assertThat(Json.seqs(parley.rest().history(room))).containsExactly(2L);
    assertThat(Json.seqs(anns.log(room))).containsExactly(1L, 2L, 3L);
    String path = "/api/chat/rooms/" + room + "/messages";
    var page = ann.rest().get(path + "?limit=1&notices=true");
    assertThat(Json.seqs(List.of(page.isJson(200).get(0)))).containsExactly(3L);
    assertThat(page.link("prev")).contains("notices=true");
    var without = ann.rest().get(path + "?limit=1");
    assertThat(without.link("prev")).as("nothing but a notice is before").isNull();
    assertThat(without.link("next")).as("nothing but a notice is behind").isNull();
  }

  /** Whoever comes and goes at any time knows in the end what the log has, exactly. */
  @Test
  void whoWasAwayGetsThemInTheirPlacesAmongMessagesAndDeletions() {
    Random random = new Random(7);
    for (int round = 0; round < 5; round++) {
      String room = anns.make();
      FollowedRoom followed = new FollowedRoom(room);
      List<String> messages = new ArrayList<>();
      boolean member = false;
      ChatClient client = null;
      for (int step = 0; step < 40; step++) {
        if (random.nextInt(6) == 0) {
          if (client == null) {
            client = connect(ben);
            client.send(followed.subscribe());
          } else {
            client.close();
            client = null;
          }
        }
        switch (random.nextInt(4)) {
          case 0 -> {
            (member ? bens.leave(room) : bens.join(room)).tellsNothing();
            member = !member;
          }
          case 1 -> anns.change(room, "{\"topic\":\"Topic " + step + "\"}").isJson(200);
          case 2 -> messages.add(anns.say(room, ann.name(), "Message " + step));
          default -> {
            if (!messages.isEmpty()) {
              anns.deleteMessage(room, messages.remove(random.nextInt(messages.size())))
                  .hasStatus(204);
            }
          }
        }
        takeAll(client, followed);
      }
      if (client == null) {
        client = connect(ben);
        client.send(followed.subscribe());
      }
      String last = anns.say(room, ann.name(), "The end");
      JsonNode frame = client.next();
      while (!frame.path("id").asText().equals(last)) {
        followed.accept(frame);
        frame = client.next();
      }
      followed.accept(frame);
      client.send(FullFrames.ping());
      awaitPong(client, followed);
      followed.isTheLog(anns.log(room));
    }
  }

  private static void takeAll(ChatClient client, FollowedRoom followed) {
    if (client != null) {
      client.send(FullFrames.ping());
      awaitPong(client, followed);
    }
  }

  private static void awaitPong(ChatClient client, FollowedRoom followed) {
    JsonNode frame = client.next();
    while (!frame.get("type").asText().equals("pong")) {
      followed.accept(frame);
      frame = client.next();
    }
  }

  @Test
  void manyAtOnceTakePlacesWithoutAHole() {
    String room = anns.make();
    int writers = 4;
    int each = 15;
    List<Thread> threads = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      Account who = somebody("Writer");
      boolean comesAndGoes = writer % 2 == 0;
      threads.add(
          new Thread(
              () -> {
                Rooms rooms = Rooms.of(who);
                for (int i = 0; i < each; i++) {
                  if (comesAndGoes) {
                    rooms.join(room).isJson(200);
                    rooms.leave(room).hasStatus(204);
                  } else {
                    rooms.say(room, who.name(), "Message " + i);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    threads.forEach(NoticesTest::join);
    long last = 2L * each * 2 + 2L * each;
    assertThat(Json.seqs(anns.log(room)))
        .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ChatClient connect(Account who) {
    ChatClient client = parley.connect(FullFrames.target(who.name()), who.headers());
    client.await("hello");
    return client;
  }
}
