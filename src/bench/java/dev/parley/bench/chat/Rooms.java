package dev.parley.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rooms that a run makes for itself over REST, and removes at its end. Waits where the server
 * says 429. Safe for threads: an interrupted run removes its rooms from another one.
 */
public final class Rooms implements AutoCloseable {

  private static final String PATH = "/api/chat/rooms";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_TRIES = 30;

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI server;
  private final List<String> made = new ArrayList<>();

  /** Rooms on this server. */
  public Rooms(URI server) {
    this.server = server;
  }

  /** Makes a room and gives its id. */
  public synchronized String make(String name) throws IOException {
    HttpRequest.Builder post =
        request(PATH)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"));
    String id = json.readTree(answer(post, 201)).path("id").asText();
    made.add(id);
    return id;
  }

  /** Who the server says is in a room. */
  public Set<String> online(String room) throws IOException {
    HttpRequest.Builder get = request(PATH + "/" + room + "/online").GET();
    Set<String> names = new TreeSet<>();
    for (JsonNode name : json.readTree(answer(get, 200)).path("online_users")) {
      names.add(name.asText());
    }
    return names;
  }

  /** Removes what was made; gives up at the first that can't be, since the rest can't be either. */
  @Override
  public synchronized void close() throws IOException {
    while (!made.isEmpty()) {
      answer(request(PATH + "/" + made.remove(made.size() - 1)).DELETE(), 204);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  private String answer(HttpRequest.Builder request, int expected) throws IOException {
    HttpRequest built = request.build();
    try {
      HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
      for (int tries = 1; answer.statusCode() == 429 && tries < MAX_TRIES; tries++) {
        long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        Thread.sleep(Math.min(Math.max(seconds, 1), 5) * 1000);
        answer = http.send(built, BodyHandlers.ofString());
      }
      if (answer.statusCode() != expected) {
        throw new IOException(
            built.method() + " " + built.uri() + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
