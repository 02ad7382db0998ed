package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.Link;
import dev.parley.bus.LinkQuery.SelectLink;
import dev.parley.bus.Person;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery.InsertPerson;
import dev.parley.bus.PersonQuery.InsertPerson.Way;
import dev.parley.bus.PersonQuery.ResetPassword;
import dev.parley.bus.Proof;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.LinkFound;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Reply.SettingsFound;
import dev.parley.bus.Secret;
import dev.parley.bus.Session;
import dev.parley.bus.SessionQuery.RevokeSession;
import dev.parley.bus.SettingQuery.SelectSettings;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import dev.parley.bus.TokenHash;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** The REST operations by which people get in: first run, sign-up, sign-in and reset. */
final class AccountRoutes implements Routes {

  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final Passwords passwords;
  private final AccountLimits limits;
  private final SignIns signIns;
  private final boolean open;

  /** Takes what it needs. */
  AccountRoutes(Accounts accounts, SignIns signIns) {
    this.stores = accounts.stores();
    this.ids = accounts.ids();
    this.clock = accounts.clock();
    this.passwords = accounts.passwords();
    this.limits = accounts.limits();
    this.open = accounts.open();
    this.signIns = signIns;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getServer", this::getServer);
    operations.on("setUp", this::setUp);
    operations.on("signUp", this::signUp);
    operations.on("signIn", this::signIn);
    operations.on("signOut", this::signOut);
    operations.on("resetPassword", this::resetPassword);
    operations.on("checkLink", this::checkLink);
  }

  private Future<Answer> getServer(ApiRequest request) {
    return stores
        .ask(new SelectSettings(), SettingsFound.class)
        .map(
            found ->
                Answer.ok(
                    new JsonObject()
                        .put("mode", open ? "open" : "members")
                        .put("sign_up", PersonColumns.text(found.settings().signUp()))
                        .put("needs_setup", found.needsSetup())
                        .put("name", found.settings().name())));
  }

  private Future<Answer> setUp(ApiRequest request) {
    return make(request, ServerRole.ADMINISTRATOR, request.body().getString("token"));
  }

  private Future<Answer> signUp(ApiRequest request) {
    return make(request, ServerRole.MEMBER, request.body().getString("invitation"));
  }

  private Future<Answer> make(ApiRequest request, ServerRole role, String link) {
    limits.rates().take(request.actor().from());
    JsonObject body = request.body();
    PersonName name = NewPerson.name(body.getString("username"));
    Password password = Password.chosen(body.getString("password"), name);
    Person person =
        NewPerson.of(ids.person(), name, body.getString("display_name"), role, clock.instant());
    TokenHash hash = link == null ? null : TokenHash.of(link);
    Link.Kind kind = role == ServerRole.ADMINISTRATOR ? Link.Kind.SETUP : Link.Kind.INVITATION;
    return requireWay(hash, kind)
        .compose(way -> passwords.hash(password))
        .compose(
            hashed -> {
              Way way = hash == null ? Way.OPEN : Way.LINK;
              return stores
                  .ask(
                      new InsertPerson(request.actor(), person, hashed, way, hash),
                      PersonFound.class)
                  .map(new Proof(person.id(), hashed, false));
            })
        .compose(proof -> signIns.open(request, proof, 201));
  }

  /** Looked at before the password is hashed, which is dear, and again when the account is made. */
  private Future<?> requireWay(TokenHash link, Link.Kind kind) {
    return link == null
        ? stores.ask(new SelectSettings(), SettingsFound.class).map(AccountStore::requireOpen)
        : find(link)
            .map(
                found -> {
                  if (found.kind() != kind) {
                    throw new Failure(FailureCode.INVALID_LINK);
                  }
                  return null;
                });
  }

  private Future<Link> find(TokenHash link) {
    return stores.ask(new SelectLink(link), LinkFound.class).map(LinkFound::link);
  }

  private Future<Answer> signIn(ApiRequest request) {
    JsonObject body = request.body();
    PersonName name = PersonName.parse(body.getString("username"));
    return signIns
        .identify(request, name, body.getString("password"), body.getString("code"))
        .compose(proof -> signIns.open(request, proof, 200));
  }

  private Future<Answer> signOut(ApiRequest request) {
    Answer gone = forgetting(request);
    return request.caller().isByCookie()
        ? stores
            .ask(
                new RevokeSession(
                    request.actor(), request.caller().session(), Session.Kind.BROWSER),
                Done.class)
            .map(gone)
        : Future.succeededFuture(gone);
  }

  /** Only what has come is cleared: no page of elsewhere makes a browser send it. */
  private static Answer forgetting(ApiRequest request) {
    return SessionCookie.read(request.headers()).isEmpty()
        ? Answer.noContent()
        : Answer.noContent().with("Set-Cookie", SessionCookie.clear(request.isEncrypted()));
  }

  private Future<Answer> resetPassword(ApiRequest request) {
    limits.rates().take(request.actor().from());
    TokenHash link = new Token(request.body().getString("token")).hash();
    return find(link)
        .compose(found -> hash(request, found))
        .compose(
            hashed ->
                stores.ask(
                    new ResetPassword(link, hashed, request.actor().from()), PersonFound.class))
        .map(reset -> Answer.noContent());
  }

  private Future<Secret> hash(ApiRequest request, Link link) {
    if (link.kind() != Link.Kind.RESET) {
      return Future.failedFuture(new Failure(FailureCode.INVALID_LINK));
    }
    return passwords.hash(Password.chosen(request.body().getString("password"), link.person()));
  }

  private Future<Answer> checkLink(ApiRequest request) {
    limits.rates().take(request.actor().from());
    return find(new Token(request.body().getString("token")).hash())
        .map(link -> Answer.ok(AccountForms.link(link)));
  }
}
