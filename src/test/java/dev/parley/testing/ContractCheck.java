package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares answers with what an OpenAPI contract says of them, and remembers which it saw. */
public final class ContractCheck {

  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions().setBaseUri("urn:contract").setDraft(Draft.DRAFT202012);

  /** The headers that the contract has where answers have them. */
  private static final Set<String> SAID = Set.of("link", "location", "retry-after");

  private final JsonNode contract;
  private final Set<String> unseen = new TreeSet<>();

  /** Compares with this contract. */
  public ContractCheck(JsonNode contract) {
    this.contract = contract;
    for (JsonNode path : contract.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          String id = operation.get("operationId").asText();
          operation.get("responses").fieldNames().forEachRemaining(s -> unseen.add(id + " " + s));
        }
      }
    }
  }

  /** Asserts that the contract has this answer for this operation; gives its body. */
  public JsonNode check(String operation, RestAnswer answer) {
    JsonNode said = resolve(operation(operation).at("/responses/" + answer.status()));
    assertThat(said.isObject()).as("%s answers %s", operation, answer).isTrue();
    unseen.remove(operation + " " + answer.status());
    if (!said.has("content")) {
      assertThat(answer.body()).isEmpty();
      return null;
    }
    JsonNode schema = said.get("content").path(answer.header("Content-Type")).path("schema");
    assertThat(schema.isObject()).as("%s answers %s", operation, answer).isTrue();
    validate(schema, answer);
    answer.headers().map().keySet().stream()
        .filter(name -> SAID.contains(name.toLowerCase(Locale.ROOT)))
        .forEach(name -> assertThat(hasHeader(said, name)).as(operation + " " + name).isTrue());
    return answer.json();
  }

  /** The answers that the contract has and that were not seen: operation and status. */
  public Set<String> unseen() {
    return unseen;
  }

  private JsonNode operation(String id) {
    for (JsonNode path : contract.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").asText().equals(id)) {
          return operation;
        }
      }
    }
    throw new AssertionError("the contract has no " + id);
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? contract.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** The schema with the contract's components beside it, which it refers to. */
  private void validate(JsonNode schema, RestAnswer answer) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", contract.get("components"));
    OutputUnit result =
        Validator.create(JsonSchema.of(new JsonObject(whole.toString())), OPTIONS)
            .validate(Json.decodeValue(answer.body()));
    assertThat(result.getValid()).as("%s in %s", result.getErrors(), answer).isTrue();
  }

  private static boolean hasHeader(JsonNode said, String name) {
    for (String header : dev.parley.testing.Json.fields(said.path("headers"))) {
      if (header.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
