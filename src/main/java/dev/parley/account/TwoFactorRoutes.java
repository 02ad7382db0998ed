package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonQuery.BeginTwoFactor;
import dev.parley.bus.PersonQuery.ConfirmTwoFactor;
import dev.parley.bus.PersonQuery.EndTwoFactor;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.SettingsFound;
import dev.parley.bus.Secret;
import dev.parley.bus.SettingQuery.SelectSettings;
import dev.parley.bus.Stores;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;

/** The REST operations on one's own second factor. */
final class TwoFactorRoutes implements Routes {

  private final Stores stores;
  private final SecureRandom random;
  private final SignIns signIns;

  TwoFactorRoutes(Accounts accounts, SignIns signIns) {
    this.stores = accounts.stores();
    this.random = accounts.random();
    this.signIns = signIns;
  }

  @Override
  public void register(Operations operations) {
    operations.on("beginTwoFactor", this::begin);
    operations.on("confirmTwoFactor", this::confirm);
    operations.on("endTwoFactor", this::end);
  }

  private Future<Answer> begin(ApiRequest request) {
    Actor actor = Own.of(request);
    Secret secret = Totp.newSecret();
    return signIns
        .check(request, actor.name(), request.body().getString("password"))
        .compose(proof -> stores.ask(new BeginTwoFactor(secret, proof), Done.class))
        .compose(begun -> stores.ask(new SelectSettings(), SettingsFound.class))
        .map(
            found ->
                Answer.ok(
                    new JsonObject()
                        .put("secret", secret.value())
                        .put("uri", Totp.uri(secret, found.settings().name(), actor.name()))));
  }

  private Future<Answer> confirm(ApiRequest request) {
    Actor actor = Own.of(request);
    signIns.take(request, actor.name());
    List<String> codes = RecoveryCodes.random(random);
    Secret code = new Secret(request.body().getString("code"));
    return stores
        .ask(
            new ConfirmTwoFactor(actor, code, codes.stream().map(RecoveryCodes::hash).toList()),
            Done.class)
        .map(confirmed -> Answer.ok(new JsonObject().put("recovery_codes", new JsonArray(codes))));
  }

  private Future<Answer> end(ApiRequest request) {
    Actor actor = Own.of(request);
    return signIns
        .check(request, actor.name(), request.body().getString("password"))
        .compose(proof -> stores.ask(new EndTwoFactor(actor, actor.name(), proof), Done.class))
        .map(ended -> Answer.noContent());
  }
}
