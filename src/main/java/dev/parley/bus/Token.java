package dev.parley.bus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What lets somebody in who has it: 256 random bits behind a prefix that says what it is for. It is
 * told once to whom it is for, and never crosses the bus; what is kept is the {@link #hash()}.
 */
public record Token(String value) {

  /** Of a browser's session. */
  public static final String SESSION = "parley_s_";

  /** Of an access token. */
  public static final String ACCESS = "parley_t_";

  /** Of a link. */
  public static final String LINK = "parley_l_";

  /** The most characters that are looked at of what somebody says is one. */
  public static final int MAX_LENGTH = 128;

  private static final int BYTES = 32;

  /** A new one. */
  public static Token random(SecureRandom random, String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Token(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether it looks like one of this kind. */
  public boolean isOf(String prefix) {
    return value.startsWith(prefix) && value.length() <= MAX_LENGTH;
  }

  /** What is kept of it. */
  public TokenHash hash() {
    return TokenHash.of(value);
  }

  @Override
  public String toString() {
    return "****";
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
