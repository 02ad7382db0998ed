package dev.parley.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Requests that no decent client makes: put together from what servers stumble over, good ones with
 * some bytes changed, and plain noise. The same seed gives the same ones.
 */
public final class RandomRequests {
  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "POST", "DELETE", "HEAD", "PUT", "PATCH", "OPTIONS", "TRACE");

  /** ROOM is that of the test. */
  private static final List<String> PATHS =
      List.of(
          "/",
          "/r/ROOM",
          "/static/index.html",
          "/static/../../etc/passwd",
          "/docs/",
          "/openapi.json",
          "/api/chat/rooms",
          "/api/chat/rooms/",
          "/api/chat/rooms/ROOM",
          "/api/chat/rooms/ROOM/messages",
          "/api/chat/rooms/ROOM/online",
          "/api/chat/rooms/01890000-0000-7000-8000-000000000000",
          "/api/chat/rooms/VALUE/messages",
          "/ws/chat",
          "/ws/chat/ROOM",
          "/ws/chat/VALUE",
          "/VALUE",
          "//",
          "*",
          "http://VALUE/");

  private static final List<String> QUERIES =
      List.of("limit", "before", "after", "username", "name", "", "LIMIT");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Connection",
          "Content-Encoding",
          "Content-Length",
          "Content-Type",
          "Cookie",
          "Expect",
          "Host",
          "Idempotency-Key",
          "If-Modified-Since",
          "If-None-Match",
          "Origin",
          "Range",
          "Sec-WebSocket-Extensions",
          "Sec-WebSocket-Version",
          "Transfer-Encoding",
          "Upgrade",
          "X-Forwarded-For");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "100",
          "101",
          "1e3",
          "9223372036854775807",
          "99999999999999999999",
          "null",
          "true",
          "%00",
          "%zz",
          "%2e%2e%2f",
          "%F0%9F%98%80",
          "%ff%fe",
          "..",
          "[]",
          "{}",
          "\"",
          "'",
          "<script>",
          "a,b;q=2",
          "*/*;q=0",
          "bytes=5-1",
          "bytes=0-0,-1",
          "chunked",
          "gzip",
          "websocket",
          "Upgrade",
          "13",
          "100-continue",
          "application/json",
          "application/json; charset=nonsense",
          "\u00e4\u00ff",
          "x".repeat(300));

  private static final int DEEPEST = 6;

  private final Random random;
  private final String room;

  /** Asks about this room, among others. */
  public RandomRequests(long seed, String room) {
    this.random = new Random(seed);
    this.room = room;
  }

  /** The next one. */
  public byte[] next() {
    byte[] request = request().getBytes(StandardCharsets.ISO_8859_1);
    return switch (random.nextInt(8)) {
      case 0 -> noise();
      case 1, 2 -> changed(request);
      case 3 -> changed(decent().getBytes(StandardCharsets.ISO_8859_1));
      case 4 -> decent().getBytes(StandardCharsets.ISO_8859_1);
      default -> request;
    };
  }

  private String decent() {
    return switch (random.nextInt(4)) {
      case 0 -> "GET /api/chat/rooms/" + room + "/messages?limit=10 HTTP/1.1\r\nHost: x\r\n\r\n";
      case 1 -> upgrade();
      case 2 -> post("/api/chat/rooms");
      default -> post("/api/chat/rooms/" + room + "/messages");
    };
  }

  private String upgrade() {
    return "GET /ws/chat/"
        + room
        + "?username=Ann HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  private String post(String path) {
    String body = json(0);
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private String request() {
    StringBuilder request = new StringBuilder();
    String method = one(METHODS);
    // the room is still needed
    String target = method.equals("DELETE") ? "01890000-0000-7000-8000-000000000000" : room;
    request.append(method).append(' ').append(filled(one(PATHS), target));
    for (int queries = random.nextInt(3); queries > 0; queries--) {
      request.append(request.indexOf("?") < 0 ? '?' : '&');
      request.append(one(QUERIES)).append('=').append(one(VALUES));
    }
    request.append(" HTTP/1.1\r\nHost: x\r\n");
    for (int headers = random.nextInt(5); headers > 0; headers--) {
      request.append(one(HEADERS)).append(": ").append(one(VALUES)).append("\r\n");
    }
    if (random.nextInt(3) > 0) {
      return request.append("\r\n").toString();
    }
    String body = json(0);
    request.append("Content-Type: application/json\r\nContent-Length: ").append(body.length());
    return request.append("\r\n\r\n").append(body).toString();
  }

  private String json(int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 8);
    if (depth < DEEPEST && kind < 4) {
      String inner = json(depth + 1);
      return switch (kind) {
        case 0 -> "[" + inner + "," + json(depth + 1) + "]";
        case 1 -> "{\"name\":" + inner + "}";
        default -> "{\"username\":" + json(depth + 1) + ",\"content\":" + inner + "}";
      };
    }
    return kind < 6 ? "\"" + one(VALUES).replace("\"", "\\ud800") + "\"" : one(VALUES);
  }

  private String filled(String path, String target) {
    return path.replace("ROOM", target).replace("VALUE", one(VALUES));
  }

  private byte[] changed(byte[] request) {
    byte[] bytes = request.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private byte[] noise() {
    ByteArrayOutputStream noise = new ByteArrayOutputStream();
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    noise.writeBytes(bytes);
    noise.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return noise.toByteArray();
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
