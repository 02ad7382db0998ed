package dev.parley.http;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Optional;

/** A request that the contract has let through. */
public final class ApiRequest {

  private final ValidatedRequest request;

  ApiRequest(ValidatedRequest request) {
    this.request = request;
  }

  /** A part of the path. */
  public String path(String name) {
    return request.getPathParameters().get(name).getString();
  }

  /** A text of the query, if it was given. */
  public Optional<String> text(String name) {
    return query(name).map(RequestParameter::getString);
  }

  /** A number of the query, if it was given. */
  public Optional<Long> number(String name) {
    return query(name).map(RequestParameter::getLong);
  }

  /** A header, if it was given; its name as the contract writes it. */
  public Optional<String> header(String name) {
    RequestParameter value = request.getHeaders().get(name);
    return Optional.ofNullable(value).filter(v -> !v.isNull()).map(RequestParameter::getString);
  }

  /** The body. */
  public JsonObject body() {
    return request.getBody().getJsonObject();
  }

  private Optional<RequestParameter> query(String name) {
    return Optional.ofNullable(request.getQuery().get(name)).filter(value -> !value.isNull());
  }
}
