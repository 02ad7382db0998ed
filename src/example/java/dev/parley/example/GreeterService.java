package dev.parley.example;

import dev.parley.Parley;
import dev.parley.bus.RoomId;
import io.vertx.core.json.JsonObject;

/**
 * A service in a process of its own: joins the cluster of Parley's nodes on a database, and runs
 * {@link GreeterBot} there. It serves no one over HTTP and keeps no data itself.
 *
 * <p>Arguments: the {@code database.url} of the cluster, the address by which the nodes reach this
 * process, and the room's id.
 */
public final class GreeterService {

  private GreeterService() {}

  /** Runs until it is ended. */
  public static void main(String[] arguments) {
    JsonObject config =
        new JsonObject()
            .put("database", new JsonObject().put("url", arguments[0]))
            .put("cluster", new JsonObject().put("host", arguments[1]))
            .put("verticles", new JsonObject().put("http", 0).put("persistence", 0));
    new Parley(config)
        .join()
        .compose(
            parley -> parley.vertx().deployVerticle(new GreeterBot(RoomId.parse(arguments[2]))))
        .onSuccess(deployed -> System.out.println("The greeter is there."))
        .onFailure(
            error -> {
              System.err.println(error.getMessage());
              System.exit(1);
            });
  }
}
