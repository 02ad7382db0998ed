package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PersonName;
import dev.parley.bus.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** The secret of RFC 6238, appendix B: 12345678901234567890. */
  private static final Secret RFC = new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  private static final long STEP = 1_000_000;
  private final Totp totp = at(STEP * 30 + 7);

  private static Totp at(long second) {
    return new Totp(Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC));
  }

  /** The last six digits of the RFC's eight. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void theCodesAreThoseOfTheRfc(long second, String code) {
    assertThat(at(second).step(RFC, code, 0)).hasValue(second / 30);
  }

  @Test
  void aClockMayBeAStepOffAndNoMore() {
    assertThat(step(-2, 0)).isEmpty();
    assertThat(step(-1, 0)).hasValue(STEP - 1);
    assertThat(step(0, 0)).hasValue(STEP);
    assertThat(step(1, 0)).hasValue(STEP + 1);
    assertThat(step(2, 0)).isEmpty();
  }

  @Test
  void aStepCountsOnce() {
    assertThat(step(0, STEP)).isEmpty();
    assertThat(step(-1, STEP)).isEmpty();
    assertThat(step(1, STEP)).hasValue(STEP + 1);
    assertThat(step(2, STEP)).as("a later one is not shown yet").isEmpty();
    assertThat(step(1, STEP + 1)).isEmpty();
  }

  @Test
  void whatIsNoCodeIsWrong() {
    for (String wrong : new String[] {"", "12345", "1234567", "abcdef", "\u0661\u0662\u0663456"}) {
      assertThat(totp.step(RFC, wrong, 0)).isEmpty();
    }
  }

  @Test
  void whatAppsScanNamesTheServerAndThePerson() {
    assertThat(Totp.uri(RFC, "The Caf\u00E9", new PersonName("Ann B:c")))
        .startsWith("otpauth://totp/The%20Caf%C3%A9:Ann%20B%3Ac?secret=" + RFC.value());
    assertThat(Totp.newSecret().value()).matches("[A-Z2-7]{32}");
    assertThat(Totp.newSecret()).isNotEqualTo(Totp.newSecret());
  }

  private OptionalLong step(int off, long last) {
    return totp.step(RFC, dev.parley.testing.Totp.codeAt(RFC.value(), STEP + off), last);
  }
}
