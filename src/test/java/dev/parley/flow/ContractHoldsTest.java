package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ContractCheck;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What the server answers is what {@code /openapi.json} says it answers. */
@ExtendWith(BlockedEventLoops.class)
class ContractHoldsTest {

  private static final String ROOMS = "/api/chat/rooms";

  /** What takes no account; of the others, what comes back is looked at where they are tried. */
  private static final Set<String> OF_GUESTS =
      Set.of(
          "createRoom",
          "listRooms",
          "getRoom",
          "deleteRoom",
          "listMessages",
          "postMessage",
          "listOnlineUsers");

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.rooms", "2",
              "limits.messages-per-second", "1",
              "limits.messages-burst", "10"));

  private final Rest rest = parley.rest();
  private ContractCheck contract;

  @BeforeEach
  void readTheContract() {
    contract = new ContractCheck(rest.get("/openapi.json").isJson(200));
  }

  @Test
  void theServedContractIsTheOneInTheSource() throws IOException {
    try (InputStream source = getClass().getResourceAsStream("/contract/openapi.yaml")) {
      JsonNode yaml = new ObjectMapper().valueToTree(new Yaml().load(source));
      assertThat(rest.get("/openapi.json").json()).isEqualTo(yaml);
    }
  }

  @Test
  void everyAnswerOfEveryOperationIsAsTheContractSays() {
    String room =
        contract
            .check("createRoom", rest.post(ROOMS, Json.object("name", "General")))
            .get("id")
            .asText();
    String path = ROOMS + "/" + room;
    writeIn(room);
    rest.makeRoom("Another");
    contract.check("createRoom", rest.post(ROOMS, "{}"));
    contract.check("createRoom", rest.post(ROOMS, Json.object("name", "")));
    contract.check("createRoom", rest.post(ROOMS, Json.object("name", "One too many")));
    contract.check("createRoom", rest.post(ROOMS, " ".repeat(100_000)));
    contract.check("createRoom", rest.sendBody("POST", ROOMS, "x", "Content-Type", "text/plain"));
    contract.check("listRooms", rest.get(ROOMS));
    contract.check("listRooms", rest.get(ROOMS + "?limit=1"));
    contract.check("listRooms", rest.get(ROOMS + "?limit=0"));
    for (String id : new String[] {room, "nothing", "%00"}) {
      contract.check("getRoom", rest.get(ROOMS + "/" + id));
      contract.check("listMessages", rest.get(ROOMS + "/" + id + "/messages"));
      contract.check("listOnlineUsers", rest.get(ROOMS + "/" + id + "/online"));
    }
    contract.check("listMessages", rest.get(path + "/messages?limit=1"));
    contract.check("listMessages", rest.get(path + "/messages?before=1&after=1"));
    checkPosting(path + "/messages");
    for (String id : new String[] {room, "nothing", "%00"}) {
      contract.check("deleteRoom", rest.delete(ROOMS + "/" + id));
    }
    assertThat(contract.unseen())
        .as("answers that the contract has and nobody asked for")
        .filteredOn(answer -> OF_GUESTS.contains(answer.split(" ")[0]))
        .allMatch(answer -> answer.matches(".* (401|403|409|429|50[034])"))
        .doesNotContain("postMessage 429");
  }

  private void checkPosting(String path) {
    String body = Json.object("username", "Eve", "content", "Hello!");
    contract.check("postMessage", post(path, body, "k-1").hasStatus(201));
    contract.check("postMessage", post(path, body, "\"k-1\"").hasStatus(200));
    contract.check("postMessage", post(path, body, "not a key"));
    contract.check("postMessage", rest.post(path, Json.object("username", "Eve", "content", "")));
    contract.check("postMessage", rest.post(path, "{}"));
    contract.check("postMessage", rest.post(ROOMS + "/nothing/messages", body));
    contract.check("postMessage", rest.post(path, " ".repeat(100_000)));
    contract.check("postMessage", rest.sendBody("POST", path, "x", "Content-Type", "text/plain"));
    Optional<RestAnswer> tooMuch =
        Stream.generate(() -> rest.post(path, body))
            .limit(100)
            .filter(answer -> answer.status() == 429)
            .findFirst();
    contract.check("postMessage", tooMuch.orElseThrow());
  }

  private RestAnswer post(String path, String body, String key) {
    return rest.sendBody(
        "POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
  }

  private void writeIn(String room) {
    ChatClient ann = parley.join(room, "Ann");
    ann.say("Hello!");
    ann.say("Hello again!", "a-nonce");
    ann.await("message", 2);
  }
}
