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
 * {@code contract/openapi.yaml}, which is the source of the REST interface: read once, served to
 * people as it is, and given to the router in the form that the router can load.
 */
public final class Contract {

  private static final String RESOURCE = "/contract/openapi.yaml";

  private final JsonObject document;
  private final OpenAPIContract routing;

  private Contract(JsonObject document, OpenAPIContract routing) {
    this.document = document;
    this.routing = routing;
  }

  /** Reads the contract from the jar. */
  public static Future<Contract> load(Vertx vertx) {
    return vertx
        .executeBlocking(Contract::read)
        .compose(yaml -> new YamlProcessor().process(vertx, new JsonObject(), yaml))
        .map(document -> new JsonObject(document.encode()))
        .compose(
            document ->
                OpenAPIContract.from(vertx, forRouter(document))
                    .map(routing -> new Contract(document, routing)));
  }

  /** As people read it. */
  Buffer document() {
    return document.toBuffer();
  }

  OpenAPIContract routing() {
    return routing;
  }

  private static Buffer read() throws IOException {
    try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
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
