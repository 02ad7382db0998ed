package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The contract of the REST interface for people: {@code /openapi.json}, Swagger UI at {@code /docs}
 * and ReDoc at {@code /redoc}. Everything they need is in the jar; their pages are held to this
 * server by the same policy as the client's, but for styles, which both make at run time.
 */
public final class Docs implements Endpoint {

  private static final String WEBJARS = "META-INF/resources/webjars/";

  private static final String RELAXED_STYLES =
      SecurityHeaders.STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  private static final Map<String, String> OWN_FILES =
      Map.of(
          "/docs/swagger-initializer.js", "text/javascript;charset=UTF-8",
          "/redoc/index.html", "text/html;charset=UTF-8",
          "/redoc/redoc-initializer.js", "text/javascript;charset=UTF-8",
          "/redoc/redoc.css", "text/css;charset=UTF-8");

  private final Contract contract;

  /** Shows this contract. */
  public Docs(Contract contract) {
    this.contract = contract;
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    Buffer document = contract.document();
    Pages.at(router, "/openapi.json")
        .handler(request -> Pages.send(request, "application/json", document));
    for (String page : new String[] {"/docs", "/redoc"}) {
      Pages.leadToFolder(router, page);
      Pages.at(router, page + "/*").handler(Docs::relaxStyles);
    }
    return vertx
        .executeBlocking(Docs::readAll)
        .onSuccess(
            files -> {
              files.own.forEach(file -> serve(router, file));
              Pages.at(router, "/docs/*").handler(webjar("swagger-ui/" + files.swaggerUi));
              Pages.at(router, "/redoc/*").handler(webjar("redoc/" + files.redoc + "/bundles"));
            })
        .mapEmpty();
  }

  private record Files(List<OwnFile> own, String swaggerUi, String redoc) {}

  private record OwnFile(String path, Buffer content) {}

  private static Files readAll() throws IOException {
    List<OwnFile> own = new ArrayList<>();
    for (String path : OWN_FILES.keySet()) {
      try (InputStream in = Docs.class.getResourceAsStream("/contract" + path)) {
        own.add(new OwnFile(path, Buffer.buffer(in.readAllBytes())));
      }
    }
    return new Files(own, version("org.webjars/swagger-ui"), version("org.webjars.npm/redoc"));
  }

  /** The version of a webjar, which stands in the names of its folders. */
  private static String version(String artifact) throws IOException {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = Docs.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  private static void serve(Router router, OwnFile file) {
    String type = OWN_FILES.get(file.path());
    Pages.at(router, file.path()).handler(request -> Pages.send(request, type, file.content()));
    if (file.path().endsWith("/index.html")) {
      String folder = file.path().substring(0, file.path().length() - "index.html".length());
      Pages.at(router, folder).handler(request -> Pages.send(request, type, file.content()));
    }
  }

  private static StaticHandler webjar(String folder) {
    return StaticHandler.create(WEBJARS + folder).setDirectoryListing(false);
  }

  private static void relaxStyles(RoutingContext request) {
    request.response().putHeader(SecurityHeaders.CONTENT_SECURITY_POLICY, RELAXED_STYLES);
    request.next();
  }
}
