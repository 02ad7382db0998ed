package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever may not do something hears that, whatever else may be wrong with the request. */
@ExtendWith(BlockedEventLoops.class)
class AdmissionTest {
  private static final String ME = "/api/chat/me";
  private static final String AVATAR = ME + "/avatar";
  private static final int PATIENCE_MS = 30_000;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("access.mode", "members"));

  @ParameterizedTest
  @CsvSource({
    "PATCH,  /api/chat/me,                  {},     application/json",
    "PATCH,  /api/chat/me,                  {,      application/json",
    "PATCH,  /api/chat/me,                  a=b,    application/x-www-form-urlencoded",
    "PATCH,  /api/chat/settings,            {},     application/json",
    "POST,   /api/chat/rooms,               {},     application/json",
    "POST,   /api/chat/rooms/none/messages, {},     application/json",
    "DELETE, /api/chat/rooms/none,          ,       ",
    "PUT,    /api/chat/me/avatar,           GIF,    image/gif",
    "PUT,    /api/chat/me/avatar,           x,      text/plain",
    "GET,    /api/chat/rooms?limit=x,       ,       ",
    "GET,    /api/chat/audit?from=x,        ,       "
  })
  void withoutASignInNothingElseIsLookedAt(String method, String path, String body, String type) {
    send(parley.rest(), method, path, body, type).isProblem(401, "not_signed_in");
    Rest revoked = new Rest(parley.port(), "Authorization", "Bearer parley_t_" + "x".repeat(43));
    send(revoked, method, path, body, type).isProblem(401, "not_signed_in");
  }

  private static RestAnswer send(Rest by, String method, String path, String body, String type) {
    return body == null
        ? by.send(method, path)
        : by.sendBody(method, path, body, "Content-Type", type);
  }

  @Test
  void withATokenThatIsNotGoodForItNothingElseIsLookedAt() {
    Account ann = parley.account("Ann");
    String token = parley.server().token(ann, "read").value();
    Rest reader = new Rest(parley.port(), "Authorization", "Bearer " + token);
    reader.patch(ME, "{}").isProblem(403, "forbidden");
    reader.upload(AVATAR, "text/plain", new byte[1]).isProblem(403, "forbidden");
    reader.patch("/api/chat/settings", "{}").isProblem(403, "forbidden");
    ann.rest().patch(ME, "{}").isProblem(400, "invalid_body");
  }

  @Test
  void fromAnotherSiteNothingElseIsLookedAt() {
    Account eve = parley.account("Eve");
    Rest foreign =
        new Rest(
            parley.port(),
            "Cookie",
            "parley_session=" + eve.session().value(),
            "Origin",
            "https://elsewhere.example");
    foreign.patch(ME, "{}").isProblem(403, "cross_site");
  }

  /** The answer comes while the picture is still owed. */
  @Test
  void aStrangersPictureIsNotWaitedFor() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", parley.port())) {
      socket.setSoTimeout(PATIENCE_MS);
      OutputStream out = socket.getOutputStream();
      String head =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n"
              .formatted(AVATAR);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String answer = new String(in.readNBytes("HTTP/1.1 401".length()), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 401");
    }
  }

  /** It is held back while who sends it is looked up. */
  @Test
  void aBodyThatComesInPiecesArrivesWhole() throws IOException, InterruptedException {
    Account bob = parley.account("Bob");
    String about = "about " + UUID.randomUUID() + "\u00e4".repeat(400);
    byte[] body = "{\"about\": \"%s\"}".formatted(about).getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket("127.0.0.1", parley.port())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write(head(bob, body.length).getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < body.length; i += 100) {
        out.write(body, i, Math.min(100, body.length - i));
        out.flush();
        Thread.sleep(1);
      }
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").contains(about);
    }
  }

  /** A body that is still owed when the session ends doesn't count for it any more. */
  @Test
  void whoIsSignedOutWhileTheBodyIsOnItsWayIsNotHeard() throws IOException, InterruptedException {
    Account cleo = parley.account("Cleo");
    byte[] body = "{\"about\": \"too late\"}".getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket("127.0.0.1", parley.port())) {
      socket.setSoTimeout(PATIENCE_MS);
      OutputStream out = socket.getOutputStream();
      out.write(head(cleo, body.length).getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, 5);
      out.flush();
      // it has been asked who it is by then, or is asked later, which is the same
      Thread.sleep(1_000);
      cleo.rest().post("/api/chat/sign-out", null).hasStatus(204);
      out.write(body, 5, body.length - 5);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401");
    }
  }

  private static String head(Account account, int length) {
    return "PATCH %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: parley_session=%s\r\nOrigin: http://127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        .formatted(ME, parley.port(), account.session().value(), parley.port(), length);
  }
}
