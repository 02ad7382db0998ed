package dev.parley.http;

import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;

/**
 * What clients can rely on: {@code contract/openapi.yaml}, which is the source of the REST
 * interface, {@code contract/asyncapi.yaml}, which describes the sockets, and {@code
 * contract/eventbus.yaml}, which describes the public event bus. Read once, and served to people as
 * they are; the router gets the first in the form that it can load.
 */
public final class Contract {

  private static final String REST = "/contract/openapi.yaml";
  private static final String SOCKETS = "/contract/asyncapi.yaml";
  private static final String EVENT_BUS = "/contract/eventbus.yaml";

  private final JsonObject document;
  private final JsonObject sockets;
  private final JsonObject eventBus;
  private final OpenAPIContract routing;

  private Contract(
      JsonObject document, JsonObject sockets, JsonObject eventBus, OpenAPIContract routing) {
    this.document = document;
    this.sockets = sockets;
    this.eventBus = eventBus;
    this.routing = routing;
  }

  /** Reads the contract from the jar. */
  public static Future<Contract> load(Vertx vertx) {
    Future<JsonObject> rest = read(vertx, REST);
    Future<JsonObject> sockets = read(vertx, SOCKETS);
    Future<JsonObject> eventBus = read(vertx, EVENT_BUS);
    return Future.all(rest, sockets, eventBus)
        .compose(all -> vertx.executeBlocking(() -> forRouter(rest.result()), false))
        .compose(document -> OpenAPIContract.from(vertx, document))
        .map(routing -> new Contract(rest.result(), sockets.result(), eventBus.result(), routing));
  }

  /** The REST interface, as people read it. */
  Buffer document() {
    return document.toBuffer();
  }

  /** The sockets, as people read them. */
  Buffer sockets() {
    return sockets.toBuffer();
  }

  /** The public event bus, as people read it. */
  Buffer eventBus() {
    return eventBus.toBuffer();
  }

  OpenAPIContract routing() {
    return routing;
  }

  private static Future<JsonObject> read(Vertx vertx, String resource) {
    return vertx
        .executeBlocking(() -> bytes(resource))
        .compose(yaml -> new YamlProcessor().process(vertx, new JsonObject(), yaml))
        // large, and on a cold machine slow enough to hold an event loop up
        .compose(document -> vertx.executeBlocking(() -> new JsonObject(document.encode()), false));
  }

  private static Buffer bytes(String resource) throws IOException {
    try (InputStream in = Contract.class.getResourceAsStream(resource)) {
      return Buffer.buffer(in.readAllBytes());
    }
  }

  /**
   * The router of Vert.x 5.0.10 wants an absolute server address, of which it uses nothing, and
   * loads nothing of a type that it doesn't know, {@code application/problem+json} or {@code
   * image/png} for one.
   */
  private static JsonObject forRouter(JsonObject document) {
    String known =
        Uploads.FILE
            .matcher(document.encode().replace(Problem.MEDIA_TYPE, "application/json"))
            .replaceAll('"' + Uploads.BYTES + '"');
    return new JsonObject(known)
        .put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost")));
  }
}
