package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests over the JDK's own HTTP client, which shares no code with the server. */
public final class Rest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  // HTTP/1.1: the client would otherwise ask for an upgrade to HTTP/2 with its first request
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final String[] always;

  /**
   * Asks the server on this port.
   *
   * @param always headers of every request: name, value, name, value
   */
  public Rest(int port, String... always) {
    this.port = port;
    this.always = always;
  }

  public RestAnswer get(String path) {
    return send("GET", path);
  }

  /** Posts a body of JSON. */
  public RestAnswer post(String path, String json) {
    return sendBody("POST", path, json, "Content-Type", "application/json");
  }

  public RestAnswer delete(String path) {
    return send("DELETE", path);
  }

  /** Changes something by a body of JSON. */
  public RestAnswer patch(String path, String json) {
    return sendBody("PATCH", path, json, "Content-Type", "application/json");
  }

  /** Any method without a body; headers as name, value, name, value. */
  public RestAnswer send(String method, String path, String... headers) {
    return sendBody(method, path, null, headers);
  }

  /** Any method; the body may be null. */
  public RestAnswer sendBody(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return send(request, headers);
  }

  /** Uploads a file. */
  public RestAnswer upload(String path, String type, byte[] file) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .PUT(BodyPublishers.ofByteArray(file));
    return send(request, "Content-Type", type);
  }

  private RestAnswer send(HttpRequest.Builder request, String... headers) {
    if (always.length > 0) {
      request.headers(always);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return RestAnswer.of(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a room and gives its id. */
  public String makeRoom(String name) {
    RestAnswer answer = post(ROOMS, Json.object("name", name)).hasStatus(201);
    return answer.json().get("id").asText();
  }

  /** Everything that was written in a room, page by page from the beginning. */
  public List<JsonNode> history(String room) {
    List<JsonNode> all = new ArrayList<>();
    String page = ROOMS + "/" + room + "/messages?after=0&limit=100";
    while (page != null) {
      RestAnswer answer = get(page).hasStatus(200);
      answer.json().forEach(all::add);
      page = answer.link("next");
    }
    return all;
  }

  /** Who is in a room. */
  public List<String> online(String room) {
    RestAnswer answer = get(ROOMS + "/" + room + "/online").hasStatus(200);
    return Json.texts(answer.json().get("online_users"));
  }
}
