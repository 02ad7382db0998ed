package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Person;
import dev.parley.bus.PersonQuery.ChangePassword;
import dev.parley.bus.PersonQuery.ChangeProfile;
import dev.parley.bus.PersonQuery.NoteAct;
import dev.parley.bus.PersonQuery.RemovePerson;
import dev.parley.bus.PersonQuery.SelectPerson;
import dev.parley.bus.PersonQuery.SetAvatar;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Stores;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The REST operations on one's own account. */
final class MeRoutes implements Routes {

  private final Stores stores;
  private final Passwords passwords;
  private final Avatars avatars;
  private final SignIns signIns;

  MeRoutes(Accounts accounts, SignIns signIns) {
    this.stores = accounts.stores();
    this.passwords = accounts.passwords();
    this.avatars = accounts.avatars();
    this.signIns = signIns;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getMe", this::get);
    operations.on("changeMe", this::change);
    operations.on("setAvatar", this::setAvatar);
    operations.on("removeAvatar", this::removeAvatar);
    operations.on("changePassword", this::changePassword);
    operations.on("exportMe", this::export);
    operations.on("deleteMe", this::delete);
  }

  private Future<Answer> get(ApiRequest request) {
    return find(Own.of(request)).map(person -> answer(request, person));
  }

  private Future<Person> find(Actor actor) {
    return stores.ask(new SelectPerson(actor.name()), PersonFound.class).map(PersonFound::person);
  }

  private static Answer answer(ApiRequest request, Person person) {
    return Answer.ok(AccountForms.me(person, request.caller().session()));
  }

  private Future<Answer> change(ApiRequest request) {
    JsonObject body = request.body();
    ChangeProfile query =
        new ChangeProfile(
            Own.of(request).id(),
            body.getString("display_name"),
            body.getString("about"),
            body.getString("status"),
            body.getBoolean("hide_last_seen"),
            body.getBoolean("receipts"));
    return stores.ask(query, PersonFound.class).map(found -> answer(request, found.person()));
  }

  private Future<Answer> setAvatar(ApiRequest request) {
    Actor actor = Own.of(request);
    return avatars
        .make(actor.id(), request.upload().getBytes())
        .compose(image -> set(request, new SetAvatar(actor.id(), image.small(), image.large())));
  }

  private Future<Answer> removeAvatar(ApiRequest request) {
    return set(request, new SetAvatar(Own.of(request).id(), null, null));
  }

  private Future<Answer> set(ApiRequest request, SetAvatar query) {
    return stores.ask(query, PersonFound.class).map(found -> answer(request, found.person()));
  }

  private Future<Answer> changePassword(ApiRequest request) {
    Actor actor = Own.of(request);
    Password chosen = Password.chosen(request.body().getString("password"), actor.name());
    return signIns
        .check(request, actor.name(), request.body().getString("current"))
        .compose(
            proof ->
                passwords
                    .hash(chosen)
                    .map(
                        hash -> new ChangePassword(actor, request.caller().session(), hash, proof)))
        .compose(query -> stores.ask(query, Done.class))
        .map(changed -> Answer.noContent());
  }

  private Future<Answer> export(ApiRequest request) {
    Actor actor = Own.of(request);
    signIns.take(request, actor.name());
    return find(actor)
        .compose(
            person -> stores.ask(new NoteAct(actor, "me.export", null), Done.class).map(person))
        .map(
            person ->
                Answer.stream(
                    "application/zip",
                    Map.of("Content-Disposition", "attachment; filename=\"parley.zip\""),
                    out -> new ExportArchive(stores, person, out).write()));
  }

  private Future<Answer> delete(ApiRequest request) {
    Actor actor = Own.of(request);
    boolean messages = request.body().getString("messages").equals("delete");
    return signIns
        .check(request, actor.name(), request.body().getString("password"))
        .compose(
            proof ->
                stores.ask(
                    new RemovePerson(actor, actor.name(), false, messages, proof), Done.class))
        .map(
            deleted ->
                Answer.noContent().with("Set-Cookie", SessionCookie.clear(request.isEncrypted())));
  }
}
