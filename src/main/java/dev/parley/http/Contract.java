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
 * interface, and {@code contract/asyncapi.yaml}, which describes the sockets. Read once, and served
 * to people as they are; the router gets the first in the form that it can load.
 */
public final class Contract {

  private static final String REST = "/contract/openapi.yaml";
  private static final String SOCKETS = "/contract/asyncapi.yaml";

  private final JsonObject document;
  private final JsonObject sockets;
  private final OpenAPIContract routing;

  private Contract(JsonObject document, JsonObject sockets, OpenAPIContract routing) {
    this.document = document;
    this.sockets = sockets;
    this.routing = routing;
  }

  /** Reads the contract from the jar. */
  public static Future<Contract> load(Vertx vertx) {
    return read(vertx, REST)
        .compose(
            rest ->
                read(vertx, SOCKETS)
                    .compose(
                        sockets ->
                            OpenAPIContract.from(vertx, forRouter(rest))
                                .map(routing -> new Contract(rest, sockets, routing))));
  }

  /** The REST interface, as people read it. */
  Buffer document() {
    return document.toBuffer();
  }

  /** The sockets, as people read them. */
  Buffer sockets() {
    return sockets.toBuffer();
  }

  OpenAPIContract routing() {
    return routing;
  }

  private static Future<JsonObject> read(Vertx vertx, String resource) {
    return vertx
        .executeBlocking(() -> bytes(resource))
        .compose(yaml -> new YamlProcessor().process(vertx, new JsonObject(), yaml))
        .map(document -> new JsonObject(document.encode()));
  }

  private static Buffer bytes(String resource) throws IOException {
    try (InputStream in = Contract.class.getResourceAsStream(resource)) {
      return Buffer.buffer(in.readAllBytes());
    }
  }

  /**
   * The router of Vert.x 5.0.10 wants an absolute server address, of which it uses nothing, and
   * loads no response of a type that it doesn't know, {@code application/problem+json} for one.
   */
  private static JsonObject forRouter(JsonObject document) {
    String known = document.encode().replace(Problem.MEDIA_TYPE, "application/json");
    return new JsonObject(known)
        .put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost")));
  }
}
