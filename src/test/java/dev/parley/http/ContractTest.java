package dev.parley.http;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.account.AccountLimits;
import dev.parley.account.Accounts;
import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Stores;
import dev.parley.message.ConversationRoutes;
import dev.parley.message.MessageRoutes;
import dev.parley.moderation.AuditRoutes;
import dev.parley.moderation.ReportRoutes;
import dev.parley.room.MemberRoutes;
import dev.parley.room.RestrictionRoutes;
import dev.parley.room.RoomRoutes;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ContractTest {
  private static final int MAX_BODY = 1024;
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

  /** What an operation of the contract can't fail with: it is for other addresses, or sockets. */
  private static final Set<FailureCode> ELSEWHERE =
      EnumSet.of(
          FailureCode.METHOD_NOT_ALLOWED,
          FailureCode.INVALID_JSON,
          FailureCode.INVALID_FRAME,
          FailureCode.UNKNOWN_TYPE,
          FailureCode.NOT_SUBSCRIBED,
          FailureCode.TOO_MANY_SUBSCRIPTIONS,
          FailureCode.NOT_ACCEPTABLE,
          FailureCode.RANGE_NOT_SATISFIABLE,
          FailureCode.EXPECTATION_FAILED,
          FailureCode.STOPPING,
          FailureCode.UPGRADE_REQUIRED,
          FailureCode.INVALID_UPGRADE,
          FailureCode.FOREIGN_ORIGIN,
          FailureCode.TOO_MANY_CONNECTIONS,
          FailureCode.REQUEST_TIMEOUT);

  private record Operation(String path, JsonObject json) {
    String id() {
      return json.getString("operationId");
    }

    boolean hasQuery() {
      return json.getJsonArray("parameters", new JsonArray()).stream()
          .anyMatch(parameter -> "query".equals(((JsonObject) parameter).getString("in")));
    }
  }

  private Vertx vertx;
  private Contract contract;
  private JsonObject document;
  private List<Routes> routes;

  @BeforeEach
  void load(Vertx given) {
    vertx = given;
    contract = await(Contract.load(vertx));
    document = contract.document().toJsonObject();
    Bus bus = Bus.on(vertx.eventBus());
    routes = new ArrayList<>();
    routes.addAll(
        List.of(
            new RoomRoutes(bus, Samples.ids(), null),
            new MessageRoutes(bus, Samples.ids(), null, null),
            new ConversationRoutes(bus, null),
            new MemberRoutes(bus, null),
            new RestrictionRoutes(bus, null),
            new AuditRoutes(null),
            new ReportRoutes(null)));
    routes.addAll(accounts(bus).routes());
  }

  @Test
  void everyOperationHasOneToCarryItOutAndTheOtherWayRound() {
    List<String> handled = new ArrayList<>();
    routes.forEach(feature -> feature.register((id, handler) -> handled.add(id)));
    assertThat(handled)
        .containsExactlyInAnyOrderElementsOf(operations().map(Operation::id).toList());
    await(mount(routes));
  }

  @Test
  void itDoesNotStartWithAnOperationThatNobodyCarriesOut() {
    assertThat(error(mount(routes.subList(0, 1)))).hasMessageContaining("nobody carries out");
  }

  @Test
  void itDoesNotStartWithAHandlerThatTheContractDoesNotHave() {
    Routes extra = operations -> operations.on("emptyTrash", request -> Future.succeededFuture());
    List<Routes> all = Stream.concat(routes.stream(), Stream.of(extra)).toList();
    assertThat(error(mount(all))).hasMessageContaining("emptyTrash");
  }

  @Test
  void everyOperationSaysHowItCanFail() {
    assertThat(operations())
        .allSatisfy(
            operation -> {
              Set<String> expected =
                  new HashSet<>(Set.of("401", "403", "429", "500", "503", "504"));
              if (operation.path().contains("{")) {
                expected.addAll(Set.of("400", "404")); // 400: it may not even be decodable
              }
              if (operation.json().containsKey("requestBody")) {
                expected.addAll(Set.of("400", "413", "415"));
              }
              if (operation.hasQuery()) {
                expected.add("400");
              }
              Set<String> documented = new HashSet<>(responses(operation).fieldNames());
              documented.removeIf(status -> status.startsWith("2") || status.equals("304"));
              documented.removeAll(
                  Set.of("409", "410")); // what is in the way is different each time
              if (!operation.path().contains("{")) {
                documented.remove("404"); // people are named in the body too
              }
              assertThat(documented).as(operation.id()).isEqualTo(expected);
            });
  }

  @Test
  void everyCodeIsNamedWhereItsStatusIs() {
    EnumSet<FailureCode> named = EnumSet.noneOf(FailureCode.class);
    operations()
        .forEach(
            operation ->
                responses(operation)
                    .forEach(
                        response -> {
                          for (FailureCode code : codes((JsonObject) response.getValue())) {
                            assertThat(response.getKey())
                                .isEqualTo(Integer.toString(Problem.status(code)));
                            named.add(code);
                          }
                        }));
    assertThat(named).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)));
  }

  @Test
  void everyFailureIsAProblem() {
    assertThat(operations())
        .allSatisfy(
            operation ->
                responses(operation).stream()
                    .filter(response -> Integer.parseInt(response.getKey()) >= 400)
                    .forEach(
                        response ->
                            assertThat(
                                    resolve((JsonObject) response.getValue())
                                        .getJsonObject("content")
                                        .fieldNames())
                                .containsExactly(Problem.MEDIA_TYPE)));
  }

  private Accounts accounts(Bus bus) {
    AccountLimits limits = new AccountLimits(null, Duration.ofHours(1), 1, 1);
    return new Accounts(
        bus, Stores.here(bus), Samples.ids(), Clock.systemUTC(), null, null, null, limits, true);
  }

  private Future<Void> mount(List<Routes> features) {
    return new Api(
            contract,
            features,
            MAX_BODY,
            MAX_BODY,
            SignIn.BY_NAME,
            new Names(Future::succeededFuture),
            new Origins(Set.of()),
            new ClientAddress(List.of()))
        .mount(Router.router(vertx), vertx);
  }

  private Stream<Operation> operations() {
    return document.getJsonObject("paths").stream()
        .flatMap(
            path -> {
              JsonObject item = (JsonObject) path.getValue();
              return Stream.of("get", "put", "post", "delete", "patch")
                  .filter(item::containsKey)
                  .map(method -> new Operation(path.getKey(), item.getJsonObject(method)));
            });
  }

  private static JsonObject responses(Operation operation) {
    return operation.json().getJsonObject("responses");
  }

  private JsonObject resolve(JsonObject object) {
    String reference = object.getString("$ref");
    if (reference == null) {
      return object;
    }
    JsonObject found = document;
    for (String part : reference.substring(2).split("/")) {
      found = found.getJsonObject(part);
    }
    return found;
  }

  private List<FailureCode> codes(JsonObject response) {
    return CODE.matcher(resolve(response).getString("description"))
        .results()
        .map(found -> FailureCode.valueOf(found.group(1).toUpperCase(Locale.ROOT)))
        .toList();
  }
}
