package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ValidatedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST interface: every request is checked against the contract and then handed to the
 * operation that a feature registered. It doesn't start if an operation of the contract has nobody
 * to carry it out, or the other way round.
 */
public final class Api implements Endpoint {

  private static final Logger log = LoggerFactory.getLogger(Api.class);

  private static final String SET_COOKIE = "Set-Cookie";
  private static final String JSON = "application/json";

  private final Contract contract;
  private final List<Routes> routes;
  private final int maxBodyBytes;
  private final SignIn signIn;
  private final Names names;
  private final Admission admission;
  private final Uploads uploads;

  /**
   * Serves these features.
   *
   * @param maxBodyBytes of JSON
   * @param maxUploadBytes of files
   */
  public Api(
      Contract contract,
      List<Routes> routes,
      int maxBodyBytes,
      int maxUploadBytes,
      SignIn signIn,
      Names names,
      Origins origins,
      ClientAddress addresses) {
    this.contract = contract;
    this.routes = routes;
    this.signIn = signIn;
    this.names = names;
    this.maxBodyBytes = maxBodyBytes;
    this.admission = new Admission(contract.routing(), signIn, addresses, origins);
    this.uploads = new Uploads(contract.routing(), maxUploadBytes);
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    Map<String, Function<ApiRequest, Future<Answer>>> handlers = new HashMap<>();
    routes.forEach(feature -> feature.register(handlers::put));
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract.routing(), RequestExtractor.withBodyHandler());
    for (Operation operation : contract.routing().operations()) {
      Function<ApiRequest, Future<Answer>> handler = handlers.remove(operation.getOperationId());
      if (handler == null) {
        return Future.failedFuture("nobody carries out " + operation.getOperationId());
      }
      if (Rights.TABLE.behind(Door.REST, operation.getOperationId()).isEmpty()) {
        return Future.failedFuture("doors.csv doesn't have " + operation.getOperationId());
      }
      builder
          .getRoute(operation.getOperationId())
          .addHandler(request -> carryOut(request, operation.getOperationId(), handler));
    }
    if (!handlers.isEmpty()) {
      return Future.failedFuture("the contract doesn't have " + handlers.keySet());
    }
    router.route("/api/*").handler(Api::encodeAgain);
    admission.mount(router);
    uploads.mount(router);
    router.route("/api/*").handler(Api::requireJson);
    router
        .route("/api/*")
        .handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes))
        .failureHandler(Api::refuseBrokenBody);
    router.route("/*").subRouter(builder.createRouter());
    return Future.succeededFuture();
  }

  /**
   * The contract's check of 5.0.10 decodes the query though it is decoded already: it would take a
   * plus sign for a space, and break at a percent sign.
   */
  private static void encodeAgain(RoutingContext request) {
    MultiMap query = request.request().params();
    for (String name : Set.copyOf(query.names())) {
      query.set(
          name,
          query.getAll(name).stream()
              .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
              .toList());
    }
    request.next();
  }

  /** Anything else would be a form, which another site's page could send without asking (CSRF). */
  private static void requireJson(RoutingContext request) {
    boolean hasBody = !Uploads.isTaken(request) && hasBody(request.request());
    String type = request.request().getHeader("Content-Type");
    if (hasBody && (type == null || !isJson(type))) {
      request.fail(new Failure(FailureCode.UNSUPPORTED_MEDIA_TYPE));
    } else {
      if (hasBody) {
        // it may be written in capitals, which the contract's check would not understand
        request.request().headers().set("Content-Type", JSON);
      }
      request.next();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? request.getHeader("Transfer-Encoding") != null : !"0".equals(length);
  }

  private static boolean isJson(String type) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
  }

  /** What fails before the body has come to its end is the client's fault, and not for the log. */
  private static void refuseBrokenBody(RoutingContext request) {
    Throwable error = request.failure();
    boolean broken =
        hasBody(request.request())
            && !request.request().isEnded()
            && error != null
            && !(error instanceof Failure)
            && !(error instanceof HttpException);
    if (broken) {
      request.fail(new Failure(FailureCode.INVALID_BODY, "The body can't be read to its end."));
    } else {
      request.next();
    }
  }

  private void carryOut(
      RoutingContext request, String operation, Function<ApiRequest, Future<Answer>> handler) {
    ValidatedRequest validated = request.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    MultiMap headers = request.request().headers();
    admission
        .to(operation, request)
        .compose(
            admitted -> {
              ApiRequest asked =
                  new ApiRequest(
                      validated, headers, admitted.caller(), names, admitted.encrypted());
              return attempt(handler, asked).map(answer -> withCookie(answer, admitted));
            })
        .onSuccess(answer -> send(request.response(), answer))
        .onFailure(request::fail);
  }

  /** Unless the answer is about the cookie itself. */
  private Answer withCookie(Answer answer, Admission.Admitted admitted) {
    return answer.headers().containsKey(SET_COOKIE)
        ? answer
        : signIn
            .cookie(admitted.credentials(), admitted.caller(), admitted.encrypted())
            .map(cookie -> answer.with(SET_COOKIE, cookie))
            .orElse(answer);
  }

  private static Future<Answer> attempt(
      Function<ApiRequest, Future<Answer>> handler, ApiRequest request) {
    try {
      return handler.apply(request);
    } catch (Failure failure) {
      return Future.failedFuture(failure);
    }
  }

  /** What breaks off must not look whole: the connection ends without the end of the body. */
  private static void stream(HttpServerResponse response, Answer.Stream stream) {
    response.setChunked(true);
    stream
        .writeTo(response)
        .compose(written -> response.end())
        .onFailure(
            error -> {
              log.warn("answer_broken_off reason={}", error.getMessage());
              response.reset();
            });
  }

  private static void send(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status()).putHeader("Cache-Control", "no-store");
    answer.headers().forEach(response::putHeader);
    if (answer.body() == null) {
      response.end();
    } else if (answer.body() instanceof Buffer file) {
      response.end(file);
    } else if (answer.body() instanceof Answer.Stream stream) {
      stream(response, stream);
    } else {
      response.putHeader("Content-Type", JSON).end(Json.encodeToBuffer(answer.body()));
    }
  }
}
