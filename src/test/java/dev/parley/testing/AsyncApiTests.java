package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every contract of messages: it is AsyncAPI, and its examples and fields agree. */
public abstract class AsyncApiTests {

  private final SocketContract contract;

  /** For this contract. */
  protected AsyncApiTests(SocketContract contract) {
    this.contract = contract;
  }

  /** An example with the message that it is one of. */
  protected record Example(String name, JsonNode message, JsonNode payload) {}

  @Test
  void itIsAsyncApi() throws IOException {
    String official = Files.readString(Sources.file("src/test/resources/asyncapi/3.0.0.json"));
    JsonObject schema = new JsonObject(official);
    assertThat(SocketContract.breaches(schema, contract.document())).isEmpty();
    ObjectNode broken = contract.document().deepCopy();
    ((ObjectNode) broken.get("operations").iterator().next()).put("action", "answer");
    assertThat(SocketContract.breaches(schema, broken)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    contract.document().findValues("$ref").forEach(each -> references.add(each.asText()));
    assertThat(references)
        .isNotEmpty()
        .allMatch(each -> !contract.document().at(each.substring(1)).isMissingNode());
  }

  @Test
  void everyExampleIsAsItsSchemaSays() {
    assertThat(examples())
        .allSatisfy(
            each -> assertThat(contract.breaches(each.message(), each.payload())).isEmpty());
  }

  @Test
  void anExampleWithoutARequiredFieldOrWithAWrongTypeBreaksTheSchema() {
    for (Example example : examples()) {
      for (JsonNode field : payload(example.message()).path("required")) {
        ObjectNode payload = example.payload().deepCopy();
        payload.remove(field.asText());
        assertThat(contract.breaches(example.message(), payload)).as(example.name()).isNotEmpty();
      }
      for (String field : Json.fields(example.payload())) {
        ObjectNode payload = example.payload().deepCopy();
        if (mayBeNull(example.message(), field)) {
          payload.put(field, 1);
        } else {
          payload.putNull(field);
        }
        assertThat(contract.breaches(example.message(), payload))
            .as("%s %s", example.name(), field)
            .isNotEmpty();
      }
    }
  }

  private boolean mayBeNull(JsonNode message, String field) {
    return payload(message).at("/properties/" + field + "/type").toString().contains("\"null\"");
  }

  @Test
  void whatAnExampleHasTheSchemaHasAndTheOtherWayRound() {
    contract
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
    contract
        .messages()
        .forEach(
            (name, message) ->
                payload(message)
                    .path("properties")
                    .fields()
                    .forEachRemaining(
                        field -> {
                          JsonNode schema = contract.resolve(field.getValue());
                          boolean isType = field.getKey().equals("type") && schema.has("const");
                          assertThat(isType || schema.has("description"))
                              .as("%s.%s", name, field.getKey())
                              .isTrue();
                        }));
  }

  @Test
  void everyMessageIsSaidByOneSide() {
    Set<String> inChannels = new HashSet<>();
    Set<String> components = new HashSet<>();
    contract
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
                          components.add(each.getValue().get("$ref").asText());
                        }));
    assertThat(components).hasSameSizeAs(contract.messages().entrySet());
    Set<String> said = new HashSet<>();
    for (JsonNode operation : contract.document().get("operations")) {
      operation
          .findValues("messages")
          .forEach(list -> list.findValuesAsText("$ref", new ArrayList<>()).forEach(said::add));
    }
    assertThat(said).isEqualTo(inChannels);
  }

  /** Those of all messages; one without a name is called as its message is. */
  protected final List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (JsonNode message : contract.messages().values()) {
      for (JsonNode example : message.get("examples")) {
        String name = example.path("name").asText(message.get("name").asText());
        examples.add(new Example(name, message, example.get("payload")));
      }
    }
    return examples;
  }

  /** The schema of what a message carries. */
  protected final JsonNode payload(JsonNode message) {
    return contract.resolve(message.get("payload"));
  }

  private void collectFields(String path, JsonNode schema, Set<String> fields) {
    JsonNode resolved = contract.resolve(schema);
    resolved
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              fields.add(path + "/" + field.getKey());
              collectFields(path + "/" + field.getKey(), field.getValue(), fields);
            });
    if (resolved.has("items")) {
      collectFields(path, resolved.get("items"), fields);
    }
  }

  private static void collectValues(String path, JsonNode value, Set<String> fields) {
    value
        .fields()
        .forEachRemaining(
            field -> {
              fields.add(path + "/" + field.getKey());
              collectValues(path + "/" + field.getKey(), field.getValue(), fields);
            });
    if (value.isArray()) {
      value.forEach(each -> collectValues(path, each, fields));
    }
  }
}
