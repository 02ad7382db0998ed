package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.rights.ServerRole;
import io.vertx.core.json.JsonObject;

/**
 * Who asks on the public bus. The bridges write into a request who their client is, over whatever
 * the client put there; a service of the process is trusted to say for whom it speaks.
 */
final class ChatActors {

  private static final String FIELD = "actor";

  private ChatActors() {}

  /** Says in a request who asks. */
  static JsonObject write(JsonObject request, Actor actor) {
    JsonObject json =
        new JsonObject().put("name", actor.name().value()).put("role", actor.role().name());
    if (actor.id() != null) {
      json.put("id", actor.id().toString());
    }
    if (actor.from() != null) {
      json.put("from", actor.from());
    }
    return request.put(FIELD, json);
  }

  /** Who asks. */
  static Actor read(JsonObject request) {
    if (request.getValue(FIELD) instanceof JsonObject json) {
      String id = json.getString("id");
      return new Actor(
          new PersonName(json.getString("name")),
          id == null ? null : PersonId.parse(id),
          ServerRole.valueOf(json.getString("role")),
          json.getString("from"));
    }
    return new Fields(request)
        .textIfAny("username")
        .map(PersonName::parse)
        .map(Actor::trusted)
        .orElse(TRUSTED);
  }

  private static final Actor TRUSTED = new Actor(null, null, ServerRole.MEMBER, null);
}
