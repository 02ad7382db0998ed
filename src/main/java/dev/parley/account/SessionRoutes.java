package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.SessionFound;
import dev.parley.bus.Reply.SessionsFound;
import dev.parley.bus.Session;
import dev.parley.bus.SessionId;
import dev.parley.bus.SessionQuery.InsertSession;
import dev.parley.bus.SessionQuery.RevokeSession;
import dev.parley.bus.SessionQuery.RevokeSessions;
import dev.parley.bus.SessionQuery.SelectSessions;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.rights.Scope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The REST operations on what one is signed in with: browsers, and access tokens. */
final class SessionRoutes implements Routes {

  private static final String TOKENS = "/api/chat/me/tokens/";

  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random;
  private final AccountLimits limits;

  SessionRoutes(Accounts accounts) {
    this.stores = accounts.stores();
    this.ids = accounts.ids();
    this.clock = accounts.clock();
    this.random = accounts.random();
    this.limits = accounts.limits();
  }

  @Override
  public void register(Operations operations) {
    operations.on("listSessions", this::listSessions);
    operations.on("revokeSession", request -> revoke(request, "session_id", Session.Kind.BROWSER));
    operations.on("revokeOtherSessions", this::revokeOthers);
    operations.on("listTokens", this::listTokens);
    operations.on("createToken", this::createToken);
    operations.on("revokeToken", request -> revoke(request, "token_id", Session.Kind.TOKEN));
  }

  private Future<Answer> listSessions(ApiRequest request) {
    SessionId current = request.caller().session();
    return list(request, Session.Kind.BROWSER, session -> AccountForms.session(session, current));
  }

  private Future<Answer> listTokens(ApiRequest request) {
    return list(request, Session.Kind.TOKEN, AccountForms::token);
  }

  private Future<Answer> list(
      ApiRequest request, Session.Kind kind, Function<Session, JsonObject> form) {
    return stores
        .ask(new SelectSessions(Own.of(request).id(), kind), SessionsFound.class)
        .map(found -> Answer.ok(new JsonArray(found.sessions().stream().map(form).toList())));
  }

  private Future<Answer> revoke(ApiRequest request, String parameter, Session.Kind kind) {
    SessionId session = SessionId.parse(request.path(parameter));
    return stores
        .ask(new RevokeSession(Own.of(request), session, kind), Done.class)
        .map(revoked -> Answer.noContent());
  }

  private Future<Answer> revokeOthers(ApiRequest request) {
    Actor actor = Own.of(request);
    return stores
        .ask(new RevokeSessions(actor, actor.name(), request.caller().session()), Done.class)
        .map(revoked -> Answer.noContent());
  }

  private Future<Answer> createToken(ApiRequest request) {
    Actor actor = Own.of(request);
    Token token = Token.random(random, Token.ACCESS);
    Session session = token(request, actor);
    return stores
        .ask(
            new InsertSession(session, token.hash(), null, limits.tokens(), actor, null),
            SessionFound.class)
        .map(
            made ->
                Answer.created(
                    TOKENS + session.id(),
                    AccountForms.token(session).put("token", token.value())));
  }

  private Session token(ApiRequest request, Actor actor) {
    JsonObject body = request.body();
    String name = Labels.of(body.getString("name").strip());
    if (name.isBlank()) {
      throw new Failure(FailureCode.INVALID_BODY, "An access token needs a name.");
    }
    Instant now = clock.instant();
    Integer days = body.getInteger("expires_in_days");
    return new Session(
        ids.session(),
        actor.id(),
        Session.Kind.TOKEN,
        name,
        scopes(body.getJsonArray("scopes")),
        actor.from(),
        now,
        now,
        days == null ? null : now.plus(Duration.ofDays(days)));
  }

  private static Set<Scope> scopes(JsonArray names) {
    return names.stream()
        .map(name -> Scope.valueOf(name.toString().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }
}
