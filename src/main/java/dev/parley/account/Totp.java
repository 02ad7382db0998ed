package dev.parley.account;

import dev.parley.bus.PersonName;
import dev.parley.bus.Secret;
import io.vertx.core.Future;
import io.vertx.ext.auth.otp.Authenticator;
import io.vertx.ext.auth.otp.OtpCredentials;
import io.vertx.ext.auth.otp.OtpKey;
import io.vertx.ext.auth.otp.OtpKeyGenerator;
import io.vertx.ext.auth.otp.hotp.HotpAuth;
import io.vertx.ext.auth.otp.hotp.HotpAuthOptions;
import io.vertx.ext.auth.otp.totp.TotpAuth;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Codes of six digits that change every 30 seconds (RFC 6238). Those of the step before and after
 * count too, since clocks differ and people type; each is good once.
 *
 * <p>They are checked as counted ones (RFC 4226), which they are with the time as the counter:
 * Vert.x's check of timed ones doesn't say which step it was, and takes only the current one.
 */
final class Totp {

  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DIGITS = 6;

  /** How many steps around the current one count. */
  private static final int DRIFT = 1;

  private static final String ALGORITHM = "SHA1";

  private final Clock clock;

  Totp(Clock clock) {
    this.clock = clock;
  }

  /** A new secret, as apps take it by hand. */
  static Secret newSecret() {
    return new Secret(OtpKeyGenerator.create().generate().getKey());
  }

  /** What apps scan. */
  static String uri(Secret secret, String server, PersonName person) {
    OtpKey key = new OtpKey().setKey(secret.value()).setAlgorithm(ALGORITHM);
    // URLEncoder's plus signs for spaces are no part of what apps read
    return TotpAuth.create().generateUri(key, server, person.value()).replace("+", "%20");
  }

  /**
   * The step that a code is of.
   *
   * @param lastStep only later steps count
   * @return empty if it isn't a code that counts
   */
  OptionalLong step(Secret secret, String code, long lastStep) {
    long now = clock.millis() / STEP.toMillis();
    long before = Math.max(lastStep, now - DRIFT - 1);
    Authenticator counter =
        new Authenticator()
            .setIdentifier("")
            .setKey(secret.value())
            .setAlgorithm(ALGORITHM)
            .setCounter(before);
    HotpAuthOptions options =
        new HotpAuthOptions().setPasswordLength(DIGITS).setLookAheadWindow(2 * DRIFT);
    boolean right =
        HotpAuth.create(options)
            .authenticatorFetcher(person -> Future.succeededFuture(counter))
            .authenticatorUpdater(used -> Future.succeededFuture())
            .authenticate(new OtpCredentials("person", code))
            .succeeded();
    return right && counter.getCounter() <= now + DRIFT
        ? OptionalLong.of(counter.getCounter())
        : OptionalLong.empty();
  }
}
