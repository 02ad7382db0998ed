package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The operations whose body is a file. It has a limit of its own, and must say that it is a
 * picture, which another site's page can't without asking (CSRF).
 */
final class Uploads {

  /** What the router takes any file for: it knows no other type. */
  static final String BYTES = "application/octet-stream";

  /** Types of files in the contract, in quotes. */
  static final Pattern FILE = Pattern.compile("\"(image/[a-z]+|application/(zip|jsonl))\"");

  private static final Pattern PICTURE = Pattern.compile("image/(png|jpeg|gif|webp)");

  private static final String TAKEN = Uploads.class.getName();

  private final OpenAPIContract contract;
  private final int maxBytes;

  Uploads(OpenAPIContract contract, int maxBytes) {
    this.contract = contract;
    this.maxBytes = maxBytes;
  }

  /** Takes the bodies of these operations before whoever takes JSON. */
  void mount(Router router) {
    for (Operation operation : contract.operations()) {
      if (takesFile(operation)) {
        String path = operation.getAbsoluteOpenAPIPath();
        router.route(operation.getHttpMethod(), path).handler(Uploads::requirePicture);
        router
            .route(operation.getHttpMethod(), path)
            .handler(BodyHandler.create(false).setBodyLimit(maxBytes));
      }
    }
  }

  private static boolean takesFile(Operation operation) {
    return operation.getRequestBody() != null
        && operation.getRequestBody().getContent().containsKey(BYTES);
  }

  private static void requirePicture(RoutingContext context) {
    HttpServerRequest request = context.request();
    String type = request.getHeader("Content-Type");
    if (type == null || !PICTURE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
      context.fail(
          new Failure(
              FailureCode.UNSUPPORTED_MEDIA_TYPE,
              "The body must be a picture: image/png, image/jpeg, image/gif or image/webp."));
      return;
    }
    request.headers().set("Content-Type", BYTES);
    context.put(TAKEN, true);
    context.next();
  }

  /** Whether the body of this request is a file that was taken. */
  static boolean isTaken(RoutingContext context) {
    return context.get(TAKEN) != null;
  }
}
