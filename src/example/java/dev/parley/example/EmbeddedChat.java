package dev.parley.example;

import dev.parley.Parley;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.http.Caller;
import dev.parley.http.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * Parley inside an application that has its own users: they come with a token of the application's,
 * and are in the chat who they are there.
 */
public final class EmbeddedChat {

  private static final String BEARER = "Bearer ";

  private final Map<String, String> usersByToken;

  /** Whose users have these tokens. */
  public EmbeddedChat(Map<String, String> usersByToken) {
    this.usersByToken = Map.copyOf(usersByToken);
  }

  /** Starts the chat on the application's Vert.x, with its data in this folder. */
  public Future<Parley> start(Vertx vertx, String folder) {
    JsonObject tcp = new JsonObject().put("enabled", true).put("port", 0);
    JsonObject config =
        new JsonObject()
            .put("http", new JsonObject().put("port", 0))
            .put("data", new JsonObject().put("dir", folder))
            .put("bridge", new JsonObject().put("tcp", tcp));
    return new Parley(config).signIn(this::signIn).start(vertx);
  }

  /** A real one would ask its session store; whatever it does must not block. */
  private Future<Caller> signIn(SignIn.Credentials credentials) {
    String header = credentials.headers().get("Authorization");
    String user =
        header != null && header.startsWith(BEARER)
            ? usersByToken.get(header.substring(BEARER.length()))
            : null;
    return user == null
        ? Future.failedFuture(new Failure(FailureCode.NOT_SIGNED_IN))
        : Future.succeededFuture(new Caller(new PersonName(user)));
  }
}
