package dev.parley.account;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.Link;
import dev.parley.bus.LinkQuery.InsertLink;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery;
import dev.parley.bus.PersonQuery.ChangePerson;
import dev.parley.bus.PersonQuery.RemovePerson;
import dev.parley.bus.PersonQuery.SelectAvatar;
import dev.parley.bus.PersonQuery.SelectPeople;
import dev.parley.bus.PersonQuery.SelectPerson;
import dev.parley.bus.PresenceCommand.ListPresence;
import dev.parley.bus.Reply.AvatarFound;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.LinkFound;
import dev.parley.bus.Reply.PeopleFound;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Reply.PresenceListed;
import dev.parley.bus.SessionQuery.RevokeSessions;
import dev.parley.bus.Stores;
import dev.parley.bus.Timestamps;
import dev.parley.bus.Token;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The REST operations on people: finding them, and what administrators do with them. */
final class PeopleRoutes implements Routes {

  private static final Duration RESET_GOOD = Duration.ofHours(24);
  private static final int DEFAULT_LIMIT = 50;

  private final Bus bus;
  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random;

  PeopleRoutes(Accounts accounts) {
    this.bus = accounts.bus();
    this.stores = accounts.stores();
    this.ids = accounts.ids();
    this.clock = accounts.clock();
    this.random = accounts.random();
  }

  @Override
  public void register(Operations operations) {
    operations.on("listPeople", this::list);
    operations.on("getPerson", this::get);
    operations.on("getAvatar", this::getAvatar);
    operations.on("changePerson", this::change);
    operations.on("deletePerson", this::delete);
    operations.on("banPerson", this::ban);
    operations.on("createResetLink", this::createResetLink);
    operations.on("signOutPerson", this::signOut);
  }

  private Future<Answer> list(ApiRequest request) {
    int limit = request.number("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
    String containing = request.text("query").map(PeopleRoutes::key).orElse(null);
    PersonName after = request.text("after").map(PersonName::parse).orElse(null);
    boolean all = request.actor().role() == ServerRole.ADMINISTRATOR;
    return stores
        .ask(new SelectPeople(containing, after, limit, all), PeopleFound.class)
        .compose(found -> forms(found.people()).map(people -> page(request, found, people, limit)));
  }

  /** With who of them is there just now. */
  private Future<JsonArray> forms(List<Person> people) {
    List<PersonId> ids = people.stream().map(Person::id).toList();
    return bus.request(Addresses.presence(), new ListPresence(ids), PresenceListed.class)
        .map(
            presence -> {
              JsonArray forms = new JsonArray();
              for (int i = 0; i < people.size(); i++) {
                forms.add(AccountForms.person(people.get(i), presence.people().get(i)));
              }
              return forms;
            });
  }

  private static String key(String query) {
    return query.isBlank() ? null : PersonName.parse(query).key();
  }

  private static Answer page(ApiRequest request, PeopleFound found, JsonArray body, int limit) {
    List<Person> people = found.people();
    if (!found.more()) {
      return Answer.ok(body);
    }
    String next =
        "</api/chat/people?after=%s&limit=%d%s>; rel=\"next\""
            .formatted(
                encode(people.get(people.size() - 1).name().value()),
                limit,
                request.text("query").map(query -> "&query=" + encode(query)).orElse(""));
    return Answer.ok(body, Map.of("Link", next));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Future<Answer> get(ApiRequest request) {
    return answer(new SelectPerson(name(request)));
  }

  private Future<Answer> answer(PersonQuery query) {
    return stores
        .ask(query, PersonFound.class)
        .compose(found -> forms(List.of(found.person())))
        .map(forms -> Answer.ok(forms.getJsonObject(0)));
  }

  private static PersonName name(ApiRequest request) {
    return PersonNames.inPath(request.path("username"));
  }

  private Future<Answer> getAvatar(ApiRequest request) {
    int size = request.number("size").map(Long::intValue).orElse(AvatarImage.LARGE);
    return stores
        .ask(new SelectAvatar(name(request), size), AvatarFound.class)
        .map(found -> picture(request, found, size));
  }

  private static Answer picture(ApiRequest request, AvatarFound found, int size) {
    String tag = "\"%d-%d\"".formatted(found.version(), size);
    Map<String, String> headers = Map.of("ETag", tag, "Cache-Control", "private, max-age=86400");
    boolean known = request.header("If-None-Match").map(tag::equals).orElse(false);
    return known
        ? new Answer(304, headers, null)
        : Answer.file("image/png", headers, Buffer.buffer(found.picture().png()));
  }

  private Future<Answer> change(ApiRequest request) {
    JsonObject body = request.body();
    String role = body.getString("role");
    return answer(
        new ChangePerson(
            request.actor(),
            name(request),
            role == null ? null : PersonColumns.role(role),
            body.getBoolean("deactivated")));
  }

  private Future<Answer> delete(ApiRequest request) {
    boolean messages = request.body().getString("messages").equals("delete");
    return done(new RemovePerson(request.actor(), name(request), false, messages, null));
  }

  private Future<Answer> ban(ApiRequest request) {
    boolean messages = request.body().getBoolean("delete_messages", false);
    return done(new RemovePerson(request.actor(), name(request), true, messages, null));
  }

  private Future<Answer> done(PersonQuery query) {
    return stores.ask(query, Done.class).map(done -> Answer.noContent());
  }

  private Future<Answer> createResetLink(ApiRequest request) {
    Token token = Token.random(random, Token.LINK);
    Instant now = clock.instant();
    Link link =
        new Link(
            ids.link(),
            Link.Kind.RESET,
            name(request),
            request.actor().name(),
            "",
            0,
            1,
            now,
            now.plus(RESET_GOOD));
    return stores
        .ask(new InsertLink(request.actor(), link, token.hash()), LinkFound.class)
        .map(
            made ->
                new Answer(
                    201,
                    Map.of(),
                    new JsonObject()
                        .put("link", "/reset#" + token.value())
                        .put("expires_at", Timestamps.format(link.expiresAt()))));
  }

  private Future<Answer> signOut(ApiRequest request) {
    return stores
        .ask(new RevokeSessions(request.actor(), name(request), null), Done.class)
        .map(done -> Answer.noContent());
  }
}
