package dev.parley.account;

import dev.parley.bus.Token;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cookie that a browser is signed in with: no script can read it, and no page of elsewhere
 * makes a browser send it with what changes anything.
 */
final class SessionCookie {

  static final String NAME = "parley_session";

  private static final String REST = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";

  private SessionCookie() {}

  /** The token in a request's cookie, if it has one that can be Parley's. */
  static Optional<Token> read(MultiMap headers) {
    return headers.getAll("Cookie").stream()
        .flatMap(header -> Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(pair -> pair.startsWith(NAME + "="))
        .map(pair -> new Token(pair.substring(NAME.length() + 1)))
        .filter(token -> token.isOf(Token.SESSION))
        .findFirst();
  }

  /** What makes a browser keep it. */
  static String set(Token token, Duration expiry, boolean encrypted) {
    return NAME + "=" + token.value() + REST + expiry.toSeconds() + secure(encrypted);
  }

  /** What makes a browser forget it. */
  static String clear(boolean encrypted) {
    return NAME + "=" + REST + 0 + secure(encrypted);
  }

  private static String secure(boolean encrypted) {
    return encrypted ? "; Secure" : "";
  }
}
