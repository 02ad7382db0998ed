package dev.parley.http;

import dev.parley.rights.Action;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * Finds out who asks for an operation and whether they may at all, before anything of what they
 * send is read: whoever isn't let in isn't told either what would be wrong with it. Rights in rooms
 * are asked by the room.
 */
final class Admission {

  /**
   * Who was let in.
   *
   * @param operation to which one of the contract
   * @param encrypted whether the request came encrypted
   * @param at when, as {@link System#nanoTime()} has it
   */
  record Admitted(
      String operation,
      SignIn.Credentials credentials,
      Caller caller,
      boolean encrypted,
      long at) {}

  /**
   * After how long it is asked again, in milliseconds: whoever sends a body slowly may have lost
   * the right meanwhile.
   */
  static final long FRESH_MS = 500;

  private static final String ADMITTED = Admitted.class.getName();

  private final OpenAPIContract contract;
  private final SignIn signIn;
  private final ClientAddress addresses;
  private final CrossSite crossSite;

  Admission(OpenAPIContract contract, SignIn signIn, ClientAddress addresses, Origins origins) {
    this.contract = contract;
    this.signIn = signIn;
    this.addresses = addresses;
    this.crossSite = new CrossSite(origins);
  }

  /** Asks before whoever takes the bodies. */
  void mount(Router router) {
    router.route("/api/*").handler(this::admit);
  }

  private void admit(RoutingContext context) {
    HttpServerRequest request = context.request();
    Operation operation = contract.findOperation(context.normalizedPath(), request.method());
    if (operation == null) {
      // for the router to refuse
      context.next();
      return;
    }
    request.pause();
    admit(request, operation.getOperationId())
        .onComplete(
            answer -> {
              request.resume();
              if (answer.succeeded()) {
                context.put(ADMITTED, answer.result());
                context.next();
              } else {
                context.fail(answer.cause());
              }
            });
  }

  private Future<Admitted> admit(HttpServerRequest request, String operation) {
    InetAddress address = addresses.of(request);
    SignIn.Credentials credentials = new SignIn.Credentials(request.headers(), address);
    Action action = Rights.TABLE.behind(Door.REST, operation).orElseThrow();
    return signIn
        .signIn(credentials)
        .map(caller -> caller.from(address.getHostAddress()))
        .map(
            caller -> {
              crossSite.refuse(request, operation, caller);
              Entrance.require(caller, action);
              return new Admitted(
                  operation,
                  credentials,
                  caller,
                  addresses.isEncrypted(request),
                  System.nanoTime());
            });
  }

  /**
   * Who was let in to an operation, asked again if that was a while ago. The router finds its
   * operation by itself; should it ever find another one than was asked about here, it is asked
   * about now.
   *
   * @return fails with {@code not_signed_in}, {@code forbidden} or {@code cross_site}
   */
  Future<Admitted> to(String operation, RoutingContext context) {
    Admitted admitted = context.get(ADMITTED);
    return admitted != null && admitted.operation().equals(operation) && isFresh(admitted)
        ? Future.succeededFuture(admitted)
        : admit(context.request(), operation);
  }

  private static boolean isFresh(Admitted admitted) {
    return System.nanoTime() - admitted.at() < TimeUnit.MILLISECONDS.toNanos(FRESH_MS);
  }
}
