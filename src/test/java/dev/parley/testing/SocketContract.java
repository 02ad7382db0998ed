package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/**
 * What {@code contract/asyncapi.yaml} says of the sockets, or {@code contract/eventbus.yaml} of the
 * public event bus.
 */
public final class SocketContract {

  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("urn:contract")
          .setDraft(Draft.DRAFT7)
          .setOutputFormat(OutputFormat.Basic);

  private final JsonNode document;

  private SocketContract(JsonNode document) {
    this.document = document;
  }

  /** Reads that of the sockets from the class path. */
  public static SocketContract read() {
    return read("/contract/asyncapi.yaml");
  }

  /** Reads that of the event bus. */
  public static SocketContract readEventBus() {
    return read("/contract/eventbus.yaml");
  }

  private static SocketContract read(String resource) {
    try (InputStream in = SocketContract.class.getResourceAsStream(resource)) {
      return new SocketContract(new ObjectMapper().valueToTree(new Yaml().load(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it. */
  public JsonNode document() {
    return document;
  }

  /** All messages of both endpoints, by the name that they have below {@code components}. */
  public Map<String, JsonNode> messages() {
    Map<String, JsonNode> messages = new TreeMap<>();
    document
        .at("/components/messages")
        .fields()
        .forEachRemaining(e -> messages.put(e.getKey(), e.getValue()));
    return messages;
  }

  /** What the server says on a channel, by the type of the frame. */
  public Map<String, JsonNode> saidByServer(String channel) {
    Map<String, JsonNode> frames = new TreeMap<>();
    for (JsonNode operation : document.get("operations")) {
      if (operation.at("/channel/$ref").asText().equals("#/channels/" + channel)) {
        boolean sent = operation.get("action").asText().equals("send");
        for (JsonNode each : sent ? operation.get("messages") : operation.at("/reply/messages")) {
          JsonNode message = resolve(resolve(each));
          frames.put(message.get("name").asText(), message);
        }
      }
    }
    return frames;
  }

  /** What a reference refers to; anything else is itself. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** How a frame breaks the schema of a message; empty if it doesn't. */
  public List<String> breaches(JsonNode message, JsonNode frame) {
    ObjectNode schema = resolve(message.get("payload")).deepCopy();
    schema.set("components", document.get("components"));
    return breaches(new JsonObject(schema.toString()), frame);
  }

  /** How a value breaks a schema of draft 7; empty if it doesn't. */
  public static List<String> breaches(JsonObject schema, JsonNode value) {
    OutputUnit result =
        Validator.create(JsonSchema.of(schema), OPTIONS)
            .validate(io.vertx.core.json.Json.decodeValue(value.toString()));
    if (result.getValid()) {
      return List.of();
    }
    return result.getErrors() == null
        ? List.of("invalid")
        : result.getErrors().stream()
            .map(error -> error.getInstanceLocation() + " " + error.getError())
            .toList();
  }

  /** The rows of the table below a heading of the description, without its head. */
  public List<List<String>> table(String heading) {
    String text = document.at("/info/description").asText();
    int from = text.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      throw new AssertionError("no section " + heading);
    }
    int to = text.indexOf("\n## ", from + 1);
    List<List<String>> rows = new ArrayList<>();
    text.substring(from, to < 0 ? text.length() : to)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .forEach(line -> rows.add(cells(line)));
    return rows;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }
}
