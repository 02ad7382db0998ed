package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.testing.Json;
import dev.parley.testing.SocketContract;
import dev.parley.testing.Sources;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code contract/asyncapi.yaml} is AsyncAPI, and says the same as the golden frames. */
class SocketContractTest {
  private static final SocketContract CONTRACT = SocketContract.read();

  /** A frame of {@code contract/frames} with what the contract says of it. */
  private record Example(String name, JsonNode message, JsonNode frame) {}

  @Test
  void itIsAsyncApi() throws IOException {
    String official = Files.readString(Sources.file("src/test/resources/asyncapi/3.0.0.json"));
    JsonObject schema = new JsonObject(official);
    assertThat(SocketContract.breaches(schema, CONTRACT.document())).isEmpty();
    ObjectNode broken = CONTRACT.document().deepCopy();
    ((ObjectNode) broken.at("/operations/ping")).put("action", "answer");
    assertThat(SocketContract.breaches(schema, broken)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    CONTRACT.document().findValues("$ref").forEach(each -> references.add(each.asText()));
    assertThat(references)
        .isNotEmpty()
        .allMatch(each -> !CONTRACT.document().at(each.substring(1)).isMissingNode());
  }

  @Test
  void itsExamplesAreTheGoldenFrames() throws IOException {
    Map<String, JsonNode> examples = new TreeMap<>();
    examples().forEach(each -> examples.put(each.name(), each.frame()));
    Map<String, JsonNode> golden = new TreeMap<>();
    try (Stream<Path> files = Files.list(Sources.file("src/main/resources/contract/frames"))) {
      files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .forEach(name -> golden.put(name, GoldenFrames.frame(name)));
    }
    assertThat(examples.keySet()).isEqualTo(golden.keySet());
    assertThat(examples).allSatisfy((name, frame) -> isTheSame(golden.get(name), frame));
  }

  /** The order of the fields counts too. */
  private static void isTheSame(JsonNode golden, JsonNode frame) {
    assertThat(frame).hasToString(golden.toString());
  }

  @Test
  void everyGoldenFrameIsAsItsSchemaSays() {
    assertThat(examples())
        .allSatisfy(each -> assertThat(CONTRACT.breaches(each.message(), each.frame())).isEmpty());
  }

  @Test
  void aFrameWithoutARequiredFieldOrWithAWrongTypeBreaksTheSchema() {
    for (Example example : examples()) {
      for (JsonNode field : payload(example.message()).get("required")) {
        ObjectNode frame = example.frame().deepCopy();
        frame.remove(field.asText());
        assertThat(CONTRACT.breaches(example.message(), frame)).as(example.name()).isNotEmpty();
      }
      for (String field : Json.fields(example.frame())) {
        ObjectNode frame = example.frame().deepCopy();
        frame.putNull(field);
        assertThat(CONTRACT.breaches(example.message(), frame))
            .as("%s %s", example.name(), field)
            .isNotEmpty();
      }
    }
  }

  @Test
  void whatAnExampleHasTheSchemaHasAndTheOtherWayRound() {
    CONTRACT
        .messages()
        .forEach(
            (name, message) -> {
              Set<String> said = new TreeSet<>();
              collectFields("", payload(message), said);
              Set<String> shown = new TreeSet<>();
              message
                  .get("examples")
                  .forEach(each -> collectValues("", each.get("payload"), shown));
              shown.removeIf(path -> path.startsWith("/heads/")); // its fields are ids of rooms
              assertThat(shown).as(name).isEqualTo(said);
            });
  }

  @Test
  void everyFieldIsExplained() {
    CONTRACT
        .messages()
        .forEach(
            (name, message) ->
                payload(message)
                    .get("properties")
                    .fields()
                    .forEachRemaining(
                        field -> {
                          JsonNode schema = CONTRACT.resolve(field.getValue());
                          boolean isType = field.getKey().equals("type") && schema.has("const");
                          assertThat(isType || schema.has("description"))
                              .as("%s.%s", name, field.getKey())
                              .isTrue();
                        }));
  }

  @Test
  void aMessageIsCalledAsItsTypeIs() {
    assertThat(CONTRACT.messages().values())
        .allSatisfy(
            message ->
                assertThat(payload(message).at("/properties/type/const"))
                    .isEqualTo(message.get("name")));
  }

  @Test
  void everyMessageOfAnEndpointIsSaidByOneSide() {
    Set<String> inChannels = new HashSet<>();
    Set<String> components = new HashSet<>();
    CONTRACT
        .document()
        .get("channels")
        .fields()
        .forEachRemaining(
            channel ->
                channel
                    .getValue()
                    .get("messages")
                    .fields()
                    .forEachRemaining(
                        each -> {
                          inChannels.add(
                              "#/channels/" + channel.getKey() + "/messages/" + each.getKey());
                          assertThat(components.add(each.getValue().get("$ref").asText())).isTrue();
                        }));
    assertThat(components).hasSameSizeAs(CONTRACT.messages().entrySet());
    Set<String> said = new HashSet<>();
    for (JsonNode operation : CONTRACT.document().get("operations")) {
      operation
          .findValues("messages")
          .forEach(list -> list.findValuesAsText("$ref", new ArrayList<>()).forEach(said::add));
    }
    assertThat(said).isEqualTo(inChannels);
  }

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (JsonNode message : CONTRACT.messages().values()) {
      for (JsonNode example : message.get("examples")) {
        examples.add(new Example(example.get("name").asText(), message, example.get("payload")));
      }
    }
    return examples;
  }

  private static JsonNode payload(JsonNode message) {
    return CONTRACT.resolve(message.get("payload"));
  }

  private static void collectFields(String path, JsonNode schema, Set<String> fields) {
    CONTRACT
        .resolve(schema)
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              fields.add(path + "/" + field.getKey());
              collectFields(path + "/" + field.getKey(), field.getValue(), fields);
            });
  }

  private static void collectValues(String path, JsonNode value, Set<String> fields) {
    value
        .fields()
        .forEachRemaining(
            field -> {
              fields.add(path + "/" + field.getKey());
              collectValues(path + "/" + field.getKey(), field.getValue(), fields);
            });
  }
}
