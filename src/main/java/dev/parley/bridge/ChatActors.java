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
import java.util.Set;

/**
 * Who asks on the public bus. The bridges write into a request who their client is, over whatever
 * the client put there; a service of the process is trusted to say for whom it speaks.
 */
final class ChatActors {

  private static final String FIELD = "actor";

  private static final Actor TRUSTED = new Actor(null, null, ServerRole.MEMBER, null);

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

  /** Who asks. */
  static Caller read(JsonObject request) {
    if (request.getValue(FIELD) instanceof JsonObject json) {
      String id = json.getString("id");
      Actor actor =
          new Actor(
              new PersonName(json.getString("name")),
              id == null ? null : PersonId.parse(id),
              ServerRole.valueOf(json.getString("role")),
              json.getString("from"));
      return new Caller(actor, null, scopes(json.getJsonArray("scopes", new JsonArray())));
    }
    Actor service =
        new Fields(request)
            .textIfAny("username")
            .map(PersonName::parse)
            .map(Actor::trusted)
            .orElse(TRUSTED);
    return new Caller(service, null, Set.of());
  }

  private static Set<Scope> scopes(JsonArray names) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    names.forEach(name -> scopes.add(Scope.valueOf((String) name)));
    return scopes;
  }
}
