package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.http.Caller;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How it is said on the public bus who asks. The bridges write into a request who their client is,
 * over whatever the client put there; a service of the process writes nothing.
 */
final class ChatActors {

  private static final String FIELD = "actor";

  /** A service of the process that doesn't say for whom it speaks. */
  static final Caller NAMELESS =
      new Caller(new Actor(null, null, ServerRole.MEMBER, null), null, Set.of());

  private ChatActors() {}

  /** Says in a request who asks. */
  static JsonObject write(JsonObject request, Caller caller) {
    Actor actor = caller.actor();
    JsonObject json =
        new JsonObject().put("name", actor.name().value()).put("role", actor.role().name());
    if (actor.id() != null) {
      json.put("id", actor.id().toString());
    }
    if (actor.from() != null) {
      json.put("from", actor.from());
    }
    JsonArray scopes = new JsonArray();
    caller.scopes().forEach(scope -> scopes.add(scope.name()));
    return request.put(FIELD, json.put("scopes", scopes));
  }

  /** The client of a bridge that asks; empty for a service of the process. */
  static Optional<Caller> ofBridge(JsonObject request) {
    if (!(request.getValue(FIELD) instanceof JsonObject json)) {
      return Optional.empty();
    }
    String id = json.getString("id");
    Actor actor =
        new Actor(
            new PersonName(json.getString("name")),
            id == null ? null : PersonId.parse(id),
            ServerRole.valueOf(json.getString("role")),
            json.getString("from"));
    return Optional.of(
        new Caller(actor, null, scopes(json.getJsonArray("scopes", new JsonArray()))));
  }

  private static Set<Scope> scopes(JsonArray names) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    names.forEach(name -> scopes.add(Scope.valueOf((String) name)));
    return scopes;
  }
}
