package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong on the way of a request into a {@link Problem}. Mounted last. */
public final class Problems implements Endpoint {

  /** How the validation begins to complain of what isn't in the body; its types don't tell. */
  private static final Pattern OF_PARAMETER =
      Pattern.compile("^The (formatting of the )?value of [a-z]+ parameter ");

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private static final int[] HANDLED = {400, 404, 405, 406, 413, 415, 416, 417, 500};

  /** Where what the contract refuses is the body; elsewhere it is a parameter. */
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final OpenAPIContract contract;

  /** Knows from the contract which methods an address allows. */
  public Problems(Contract contract) {
    this.contract = contract.routing();
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    router.route().failureHandler(request -> answer(request, request.statusCode()));
    for (int status : HANDLED) {
      // where an address can't even be decoded, the router tells the status to nobody but this
      // handler
      router.errorHandler(status, request -> answer(request, status));
    }
    return Future.succeededFuture();
  }

  private void answer(RoutingContext request, int status) {
    if (hasHungUp(request, request.failure())) {
      log.debug("client_hung_up", request.failure());
      request.request().connection().close();
      return;
    }
    Failure failure = failure(request, status);
    if (failure.code() == FailureCode.METHOD_NOT_ALLOWED) {
      request.response().putHeader("Allow", String.join(", ", allowed(path(request))));
    }
    Problem.answer(request.response(), failure);
  }

  /**
   * Whether the client was gone before it was answered. That is no accident, and anybody could fill
   * the log with it. The channel may know it sooner than the response.
   */
  private static boolean hasHungUp(RoutingContext request, Throwable error) {
    return error instanceof ClosedChannelException
        || error instanceof HttpClosedException
        || (error instanceof IOException && request.response().closed());
  }

  private Failure failure(RoutingContext request, int status) {
    Throwable error = request.failure();
    if (error instanceof HttpException http) {
      return http.getCause() instanceof ValidatorException invalid
          ? invalid(request, invalid)
          : byStatus(http.getStatusCode(), error);
    }
    if (error instanceof Failure failure) {
      return failure;
    }
    if (error instanceof ValidatorException invalid) {
      return invalid(request, invalid); // a header that it can't decode
    }
    return status == 404 && isMethodMissing(request)
        ? new Failure(FailureCode.METHOD_NOT_ALLOWED)
        : byStatus(status, error);
  }

  /** Nothing matched, but with another method something would. */
  private static boolean isMethodMissing(RoutingContext request) {
    return !isRead(request.request().method()) && !Pages.methods(path(request)).isEmpty();
  }

  /** As the routes match it: decoded, without a slash too many. */
  private static String path(RoutingContext request) {
    String path = request.normalizedPath();
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean isRead(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  private static Failure invalid(RoutingContext request, ValidatorException error) {
    boolean body =
        WITH_BODY.contains(request.request().method())
            && !OF_PARAMETER.matcher(error.getMessage()).find();
    FailureCode code = body ? FailureCode.INVALID_BODY : FailureCode.INVALID_PARAMETER;
    return new Failure(code, error.getMessage());
  }

  private static Failure byStatus(int status, Throwable error) {
    return switch (status) {
      case 400 ->
          new Failure(FailureCode.INVALID_PARAMETER, "The address or a header can't be read.");
      case 404 -> new Failure(FailureCode.NOT_FOUND);
      case 405 -> new Failure(FailureCode.METHOD_NOT_ALLOWED);
      case 413 -> new Failure(FailureCode.BODY_TOO_LARGE);
      case 415 -> new Failure(FailureCode.UNSUPPORTED_MEDIA_TYPE);
      case 406 -> new Failure(FailureCode.NOT_ACCEPTABLE);
      case 416 -> new Failure(FailureCode.RANGE_NOT_SATISFIABLE);
      case 417 -> new Failure(FailureCode.EXPECTATION_FAILED);
      default -> {
        log.error("request_failed status={}", status, error);
        yield new Failure(FailureCode.INTERNAL);
      }
    };
  }

  private Set<String> allowed(String path) {
    Path found = find(path);
    return found == null
        ? Pages.methods(path)
        : found.getOperations().stream()
            .map(Operation::getHttpMethod)
            .map(HttpMethod::name)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private Path find(String path) {
    return contract.getPaths().stream()
        .filter(candidate -> path.matches(candidate.getName().replaceAll("\\{[^/]+}", "[^/]+")))
        .findFirst()
        .orElse(null);
  }
}
