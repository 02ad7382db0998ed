package dev.parley.flow;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bus.Availability;
import dev.parley.bus.Draft;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.client.ChatClient;
import dev.parley.client.ChatMember;
import dev.parley.client.ChatPerson;
import dev.parley.client.Drafts;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.SocketContract;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What takes an account on the public bus: people, members and moderation. */
@ExtendWith(BlockedEventLoops.class)
class ChatAccountsTest {
  private static final String EXAMPLE_ROOM = "01920000-0000-7000-8000-000000000001";
  private static final String EXAMPLE_MESSAGE = "01920000-0000-7000-8000-000000000009";
  private static final String ROOMS = "/api/chat/rooms";
  private static final PersonName ANN = new PersonName("Ann");
  private static final PersonName BEN = new PersonName("Ben");

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  private static Account ann;
  private static Account ben;

  private final SocketContract contract = SocketContract.readEventBus();
  private final Set<String> seen = new TreeSet<>();
  private String room;
  private String message;

  @BeforeAll
  static void makeAccounts() {
    ann = parley.account("Ann");
    ben = parley.account("Ben");
  }

  @BeforeEach
  void makeRoom() {
    room =
        ann.rest()
            .post(ROOMS, Json.object("name", "Backroom", "kind", "private"))
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    message = post();
  }

  private String post() {
    return ann.rest()
        .post(
            ROOMS + "/" + room + "/messages",
            Json.object("username", ann.name(), "content", "Hello!"))
        .hasStatus(201)
        .json()
        .get("id")
        .asText();
  }

  @Test
  void everyExampleIsAnsweredAsTheContractSaysInTheProcessAndOverABridge() throws IOException {
    parley.track(ben.full()).leave();
    try (BridgeSocket bridge = new BridgeSocket(parley.bridgePort())) {
      String token = parley.server().token(ann, "read write").value();
      bridge.ask("chat.session", Json.object("Authorization", "Bearer " + token), "{}");
      awaitSeen(bridge);
      for (String channel :
          new String[] {"people", "members", "moderation", "messages", "threads", "drafts"}) {
        for (JsonNode example : examples(channel)) {
          share();
          check(channel, inTheProcess("chat." + channel, body(example)));
          if (!isRepeatable(example)) {
            share();
          }
          JsonNode answer = bridge.ask("chat." + channel, body(example));
          assertThat(answer.get("type").asText())
              .as("%s: %s", example, answer)
              .isEqualTo("message");
          check(channel, answer.get("body"));
        }
      }
    }
    Set<String> said = new TreeSet<>();
    for (String channel :
        new String[] {"people", "members", "moderation", "messages", "threads", "drafts"}) {
      said.addAll(contract.saidByServer(channel).keySet());
    }
    said.remove("error");
    assertThat(seen).isEqualTo(said);
  }

  /** A new room of Ann's, to which Ben belongs too. */
  private void share() {
    makeRoom();
    await(client("Ann").members(RoomId.parse(room)).invite(BEN, RoomRole.MEMBER));
  }

  /** A report that is repeated is answered otherwise. */
  private static boolean isRepeatable(JsonNode example) {
    return example.at("/payload/action").asText().equals("report");
  }

  /** That Ben was there is written soon after he went. */
  private static void awaitSeen(BridgeSocket bridge) throws IOException {
    JsonNode person;
    do {
      person = bridge.ask("chat.people", Json.object("action", "get", "whom", "Ben")).get("body");
    } while (!person.has("last_seen"));
  }

  private Iterable<JsonNode> examples(String channel) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode operation : contract.document().get("operations")) {
      boolean here = operation.at("/channel/$ref").asText().equals("#/channels/" + channel);
      if (here && operation.get("action").asText().equals("receive")) {
        for (JsonNode each : operation.get("messages")) {
          contract.resolve(contract.resolve(each)).get("examples").forEach(all::add);
        }
      }
    }
    return all;
  }

  private String body(JsonNode example) {
    return example
        .get("payload")
        .toString()
        .replace(EXAMPLE_ROOM, room)
        .replace(EXAMPLE_MESSAGE, message);
  }

  private static JsonNode inTheProcess(String address, String body) {
    Message<JsonObject> answer =
        await(parley.vertx().eventBus().request(address, new JsonObject(body)));
    return Json.parse(answer.body().encode());
  }

  private void check(String channel, JsonNode said) {
    Map<String, JsonNode> fitting = new TreeMap<>(contract.saidByServer(channel));
    fitting.values().removeIf(each -> !isWhole(each, said));
    assertThat(fitting).as("%s says %s", channel, said).hasSize(1);
    seen.addAll(fitting.keySet());
  }

  private boolean isWhole(JsonNode each, JsonNode said) {
    JsonNode properties = contract.resolve(each.get("payload")).path("properties");
    return contract.breaches(each, said).isEmpty()
        && Json.fields(properties).containsAll(Json.fields(said));
  }

  private static ChatClient client(String name) {
    return new ChatClient(parley.vertx(), name);
  }

  @Test
  void aServiceActsAsTheAccountOfItsNameAndMayBelongToAPrivateRoom() {
    parley.account("Botty");
    RoomId id = RoomId.parse(room);
    ChatClient bot = client("Botty");
    assertThat(failureCode(bot.history(id, HistoryPage.newest(5))))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    await(client("Ann").members(id).invite(new PersonName("Botty"), RoomRole.MEMBER));
    assertThat(await(bot.history(id, HistoryPage.newest(5)))).isNotEmpty();
    assertThat(await(bot.rooms())).extracting(each -> each.id()).contains(id);
    await(bot.post(id, "I am in"));
    await(client("Ann").members(id).remove(new PersonName("Botty")));
    assertThat(failureCode(bot.post(id, "I am out"))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void aServiceOfNoAccountIsSomebodyWithoutOne() {
    String open = parley.makeRoom();
    ChatClient nobody = client("Nobody in particular");
    await(nobody.post(RoomId.parse(open), "Hello!"));
    assertThat(failureCode(nobody.members(RoomId.parse(open)).join()))
        .isEqualTo(FailureCode.NOT_SIGNED_IN);
  }

  @Test
  void aServiceMayNotActAsAnAccountThatIsDeactivated() {
    Account gone = parley.account("Gone");
    RoomId open = RoomId.parse(parley.makeRoom());
    await(client("Gone").post(open, "Here"));
    parley
        .administrator()
        .rest()
        .patch("/api/chat/people/" + gone.name(), "{\"deactivated\":true}")
        .hasStatus(200);
    FailureCode code = null;
    while (code != FailureCode.FORBIDDEN) { // it is forgotten at once, though not in no time
      code =
          await(
              client("Gone")
                  .post(open, "Gone")
                  .<FailureCode>map(posted -> null)
                  .otherwise(error -> ((Failure) error).code()));
    }
  }

  @Test
  void theClientReadsAndChangesWhoBelongsAndKeepsOrder() {
    RoomId id = RoomId.parse(room);
    ChatClient client = client("Ann");
    ChatPerson person = await(client.person(BEN));
    assertThat(person.role()).isEqualTo(ServerRole.MEMBER);
    assertThat(person.presence()).isEqualTo(Availability.OFFLINE);
    assertThat(await(client.people("be", null))).extracting(ChatPerson::name).contains(BEN);
    assertThat(await(client.members(id).invite(BEN, RoomRole.READER)).role())
        .isEqualTo(RoomRole.READER);
    assertThat(await(client.members(id).setRole(BEN, RoomRole.MODERATOR)).role())
        .isEqualTo(RoomRole.MODERATOR);
    assertThat(await(client.members(id).list(null)))
        .extracting(ChatMember::name)
        .containsExactly(ANN, BEN);
    assertThat(await(client.members(id).list(ANN)))
        .extracting(ChatMember::name)
        .containsExactly(BEN);
    await(client.moderation(id).mute(BEN, Duration.ofMinutes(1)));
    assertThat(failureCode(client("Ben").post(id, "Hello!"))).isEqualTo(FailureCode.MUTED);
    await(client.moderation(id).unmute(BEN));
    var ack = await(client("Ben").post(id, "Hello!"));
    await(client.moderation(id).report(ack.id(), "rude"));
    await(client.moderation(id).delete(ack.id()));
    await(client.moderation(id).ban(BEN, false, "rude"));
    assertThat(failureCode(client("Ben").post(id, "Hello?"))).isNotNull();
    await(client.moderation(id).unban(BEN));
    await(client.members(id).invite(BEN, RoomRole.MEMBER));
    await(client("Ben").members(id).leave());
    await(client.members(id).invite(BEN, RoomRole.MEMBER));
    await(client.members(id).remove(BEN));
    assertThat(failureCode(client("Ben").members(id).join())).isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void aServiceKeepsDraftsOfAnAccount() {
    Drafts drafts = client("Ann").drafts();
    RoomId here = RoomId.parse(room);
    MessageId root = MessageId.parse(message);
    Draft kept = await(drafts.keep(new Draft(here, root, "I", root, null, 0)));
    assertThat(await(drafts.list())).contains(kept);
    await(drafts.drop(here, root));
    assertThat(await(drafts.list())).noneMatch(draft -> draft.room().equals(here));
    assertThat(failureCode(client("Nobody").drafts().list())).isEqualTo(FailureCode.NOT_SIGNED_IN);
  }
}
