package dev.parley.account;

import dev.parley.bus.Reply.SettingsFound;
import dev.parley.bus.ServerSettings.SignUp;
import dev.parley.bus.SettingQuery.ChangeSettings;
import dev.parley.bus.SettingQuery.SelectSettings;
import dev.parley.bus.Stores;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import java.util.Locale;

/** The REST operations on what administrators set. */
final class SettingsRoutes implements Routes {

  private final Stores stores;

  SettingsRoutes(Accounts accounts) {
    this.stores = accounts.stores();
  }

  @Override
  public void register(Operations operations) {
    operations.on("getSettings", this::get);
    operations.on("changeSettings", this::change);
  }

  private Future<Answer> get(ApiRequest request) {
    return stores.ask(new SelectSettings(), SettingsFound.class).map(SettingsRoutes::answer);
  }

  private Future<Answer> change(ApiRequest request) {
    String signUp = request.body().getString("sign_up");
    String name = request.body().getString("name");
    ChangeSettings query =
        new ChangeSettings(
            request.actor(),
            signUp == null ? null : SignUp.valueOf(signUp.toUpperCase(Locale.ROOT)),
            name == null ? null : name.strip());
    return stores.ask(query, SettingsFound.class).map(SettingsRoutes::answer);
  }

  private static Answer answer(SettingsFound found) {
    return Answer.ok(AccountForms.settings(found));
  }
}
