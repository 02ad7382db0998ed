package dev.parley.http;

import dev.parley.bus.Actor;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Optional;

/** A request that the contract has let through. */
public final class ApiRequest {

  private final ValidatedRequest request;
  private final MultiMap headers;
  private final Caller caller;
  private final Names names;
  private final boolean encrypted;

  ApiRequest(
      ValidatedRequest request, MultiMap headers, Caller caller, Names names, boolean encrypted) {
    this.names = names;
    this.encrypted = encrypted;
    this.request = request;
    this.headers = headers;
    this.caller = caller;
  }

  /** Who is behind it. */
  public Caller caller() {
    return caller;
  }

  /** Who does it, as far as is known without a name that it could give itself. */
  public Actor actor() {
    return caller.actor();
  }

  /**
   * Who does it, if a name that it gives itself counts.
   *
   * @return fails with {@code invalid_username}, or {@code forbidden} if it is somebody else's
   */
  public Future<Actor> actorAs(String claimed) {
    return names.claim(caller, claimed);
  }

  /** Whether it came encrypted, so that a cookie may be kept for those that do. */
  public boolean isEncrypted() {
    return encrypted;
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

  /** Whether a switch of the query is on. */
  public boolean flag(String name) {
    return query(name).map(RequestParameter::getBoolean).orElse(false);
  }

  /** All headers as they came. */
  public MultiMap headers() {
    return headers;
  }

  /** A header as it came, if it did: the validated ones are decoded like parts of an address. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A body that is no JSON. */
  public Buffer upload() {
    return request.getBody().getBuffer();
  }

  /** The body. */
  public JsonObject body() {
    return request.getBody().getJsonObject();
  }

  /** The body, of an operation where it may be left out; empty if it was. */
  public JsonObject bodyIfAny() {
    RequestParameter body = request.getBody();
    return body == null || body.isNull() || !body.isJsonObject()
        ? new JsonObject()
        : body.getJsonObject();
  }

  private Optional<RequestParameter> query(String name) {
    return Optional.ofNullable(request.getQuery().get(name)).filter(value -> !value.isNull());
  }
}
