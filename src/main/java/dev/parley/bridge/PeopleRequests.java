package dev.parley.bridge;

import dev.parley.bus.Addresses;
import dev.parley.bus.Availability;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Person;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery;
import dev.parley.bus.PersonQuery.SelectPeople;
import dev.parley.bus.PersonQuery.SelectPerson;
import dev.parley.bus.PresenceCommand.ListPresence;
import dev.parley.bus.Reply.PeopleFound;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Reply.PresenceListed;
import dev.parley.bus.Stores;
import dev.parley.bus.Timestamps;
import dev.parley.http.Caller;
import dev.parley.http.Entrance;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** {@code chat.people}: the people with accounts. */
final class PeopleRequests {

  private static final int DEFAULT_LIMIT = 50;

  private final Bus bus;
  private final Stores stores;
  private final ChatCallers callers;

  PeopleRequests(Bus bus, Stores stores, ChatCallers callers) {
    this.bus = bus;
    this.stores = stores;
    this.callers = callers;
  }

  Future<JsonObject> carryOut(JsonObject request) {
    Fields fields = new Fields(request);
    String action = fields.text("action");
    return callers
        .of(request)
        .compose(
            caller ->
                switch (action) {
                  case "list" -> list(caller, fields);
                  case "get" -> get(caller, fields);
                  default -> throw Fields.invalid("action must be list or get.");
                });
  }

  private Future<JsonObject> list(Caller caller, Fields fields) {
    Entrance.require(caller, Action.PEOPLE_LIST);
    SelectPeople query =
        new SelectPeople(
            fields.textIfAny("query").map(PeopleRequests::key).orElse(null),
            fields.textIfAny("after").map(PersonName::parse).orElse(null),
            limit(fields),
            false);
    return stores.ask(query, PeopleFound.class).compose(this::page);
  }

  private static String key(String query) {
    return query.isBlank() ? null : PersonName.parse(query).key();
  }

  private static int limit(Fields fields) {
    int limit = fields.number("limit").orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > PersonQuery.MAX_PEOPLE) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, "limit must be from 1 to " + PersonQuery.MAX_PEOPLE + ".");
    }
    return limit;
  }

  private Future<JsonObject> page(PeopleFound found) {
    return presence(found.people())
        .map(
            presence -> {
              JsonArray people = new JsonArray();
              for (int i = 0; i < presence.size(); i++) {
                people.add(json(found.people().get(i), presence.get(i)));
              }
              return new JsonObject().put("people", people).put("more", found.more());
            });
  }

  private Future<JsonObject> get(Caller caller, Fields fields) {
    Entrance.require(caller, Action.PEOPLE_SEE);
    PersonName whom = PersonName.parse(fields.text("whom"));
    return stores
        .ask(new SelectPerson(whom), PersonFound.class)
        .compose(
            found ->
                presence(List.of(found.person()))
                    .map(presence -> json(found.person(), presence.get(0))));
  }

  private Future<List<Availability>> presence(List<Person> people) {
    ListPresence question = new ListPresence(people.stream().map(Person::id).toList());
    return bus.request(Addresses.presence(), question, PresenceListed.class)
        .map(PresenceListed::people);
  }

  private static JsonObject json(Person person, Availability presence) {
    JsonObject json =
        new JsonObject()
            .put("id", person.id().toString())
            .put("username", person.name().value())
            .put("display_name", person.profile().displayName())
            .put("about", person.profile().about())
            .put("status", person.profile().status())
            .put("role", person.role().name().toLowerCase(Locale.ROOT))
            .put("presence", presence.text());
    return person.seenAt() == null || person.hideLastSeen()
        ? json
        : json.put("last_seen", Timestamps.format(person.seenAt()));
  }
}
