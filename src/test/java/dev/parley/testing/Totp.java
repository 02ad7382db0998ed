package dev.parley.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an app shows for a second factor (RFC 6238), written from the RFC. */
public final class Totp {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;

  private Totp() {}

  /** The code of so many steps from now. */
  public static String code(String secret, int steps) {
    return codeAt(secret, System.currentTimeMillis() / 1000 / STEP_SECONDS + steps);
  }

  /** The code of a step. */
  public static String codeAt(String secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decode(secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int at = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash, at, 4).getInt() & 0x7FFFFFFF;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decode(String secret) {
    ByteBuffer bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
    long bits = 0;
    int count = 0;
    for (char letter : secret.replace("=", "").toCharArray()) {
      bits = bits << 5 | ALPHABET.indexOf(letter);
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.put((byte) (bits >> count));
      }
    }
    return bytes.array();
  }
}
