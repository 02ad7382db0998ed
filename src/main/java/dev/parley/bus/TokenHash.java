package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;

/**
 * The SHA-256 of a {@link Token} or a code, as base64url: enough to recognise it, and nothing that
 * lets anybody in.
 */
public record TokenHash(@JsonValue String value) {

  /** Of this text. */
  public static TokenHash of(String text) {
    return new TokenHash(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Token.sha256(text)));
  }

  /** Its 32 bytes, as they stand in the database. */
  public byte[] bytes() {
    return Base64.getUrlDecoder().decode(value);
  }

  @Override
  public String toString() {
    return "****";
  }
}
