package dev.parley.bridge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.Person;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery.SelectPerson;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Stores;
import dev.parley.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Who asks on the public bus: the client of a bridge, as the bridge says, or a service of the
 * process. That acts as the account of the name for which it speaks, if there is one, and may then
 * be a member of rooms.
 *
 * <p>Belongs to the verticle's context. It remembers {@link #MAX_NAMES} at most.
 */
final class ChatCallers {

  static final int MAX_NAMES = 1_000;

  private final Cache<String, Future<Caller>> services =
      Caffeine.newBuilder().maximumSize(MAX_NAMES).executor(Runnable::run).build();
  private final Stores stores;

  /** Asks these for accounts. */
  ChatCallers(Stores stores) {
    this.stores = stores;
  }

  /** Who sends a request. */
  Future<Caller> of(JsonObject request) {
    return ChatActors.ofBridge(request)
        .map(Future::succeededFuture)
        .orElseGet(() -> service(request));
  }

  private Future<Caller> service(JsonObject request) {
    return new Fields(request)
        .textIfAny("username")
        .map(PersonName::parse)
        .map(this::service)
        .orElse(Future.succeededFuture(ChatActors.NAMELESS));
  }

  private Future<Caller> service(PersonName name) {
    Future<Caller> known = services.getIfPresent(name.value());
    if (known != null) {
      return known;
    }
    Future<Caller> asked =
        stores
            .ask(new SelectPerson(name), PersonFound.class)
            .map(found -> account(found.person()))
            .recover(error -> isNobodys(error) ? stranger(name) : Future.failedFuture(error));
    services.put(name.value(), asked);
    return asked.onFailure(error -> forget(name, asked));
  }

  private void forget(PersonName name, Future<Caller> asked) {
    if (services.getIfPresent(name.value()) == asked) {
      services.invalidate(name.value());
    }
  }

  private static Caller account(Person person) {
    if (person.deactivated()) {
      throw new Failure(FailureCode.FORBIDDEN, "This account is deactivated.");
    }
    Actor actor = new Actor(person.name(), person.id(), person.role(), null);
    return new Caller(actor, null, Set.of(), person.profile().displayName(), null);
  }

  private static boolean isNobodys(Throwable error) {
    return error instanceof Failure failure && failure.code() == FailureCode.PERSON_NOT_FOUND;
  }

  private static Future<Caller> stranger(PersonName name) {
    return Future.succeededFuture(new Caller(name));
  }

  /** Forgets what may have changed; changes of accounts are rare. */
  void hear(AccessChanged event) {
    if (event.changes().stream().anyMatch(change -> change.room() == null)) {
      services.invalidateAll();
    }
  }
}
