package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsAndNumbersTest {
  private static final String UUID_TEXT = "0192abcd-0000-7000-8000-0123456789ab";

  @Test
  void aRoomIdIsReadInTheUsualFormInEitherCase() {
    assertThat(RoomId.parse(UUID_TEXT)).hasToString(UUID_TEXT);
    assertThat(RoomId.parse(UUID_TEXT.toUpperCase(Locale.ROOT))).isEqualTo(RoomId.parse(UUID_TEXT));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0192abcd0000700080000123456789ab",
        " 192abcd-0000-7000-8000-0123456789ab",
        "+192abcd-0000-7000-8000-0123456789ab",
        "0192abcd-0000-7000-8000-0123456789a",
        "0192abcd-0000-7000-8000-0123456789abc",
        "0192abc-00000-7000-8000-0123456789ab",
        "0192abcd-0000-7000-8000-0123456789ag",
        "{0192abcd-0000-7000-8000-0123456789}",
        "../../../../../../../../../etc/passwd"
      })
  void whatIsNoUuidNamesNoRoom(String text) {
    assertRefused(() -> RoomId.parse(text), FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void newIdsComeFromTheSourceEachOnce() {
    AtomicLong last = new AtomicLong();
    Ids ids = new Ids(() -> new UUID(0, last.incrementAndGet()));
    assertThat(ids.room()).isEqualTo(new RoomId(new UUID(0, 1)));
    assertThat(ids.message()).isEqualTo(new MessageId(new UUID(0, 2)));
    assertThat(ids.connection()).isEqualTo(new ConnectionId(new UUID(0, 3)));
  }

  @Test
  void aSeqCountsFromZeroAndIsNeverBelow() {
    assertThat(Seq.START.value()).isZero();
    assertThat(Seq.START.next()).isEqualTo(new Seq(1)).isGreaterThan(Seq.START);
    assertThat(new Seq(Long.MAX_VALUE)).hasToString("9223372036854775807");
    assertRefused(() -> new Seq(-1), FailureCode.INVALID_PARAMETER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "_-", "Az09_-"})
  void aNonceIsOfPlainCharacters(String text) {
    assertThat(new Nonce(text)).hasToString(text);
    assertThat(new Nonce("x".repeat(64)).value()).hasSize(64);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a b", "a.b", "\u00E9", "a\0", "\u0661", "a/b"})
  void anyOtherNonceIsRefused(String text) {
    assertRefused(() -> new Nonce(text), FailureCode.INVALID_NONCE);
    assertRefused(() -> new Nonce("x".repeat(65)), FailureCode.INVALID_NONCE);
  }

  @Test
  void aPageHasOneToAHundredMessages() {
    assertThat(HistoryPage.newest(1).limit()).isEqualTo(1);
    assertThat(HistoryPage.newest(100).limit()).isEqualTo(100);
    assertRefused(() -> HistoryPage.newest(0), FailureCode.INVALID_PARAMETER);
    assertRefused(() -> HistoryPage.newest(101), FailureCode.INVALID_PARAMETER);
    assertRefused(() -> new DirectoryQuery(null, null, 0), FailureCode.INVALID_PARAMETER);
    assertRefused(() -> new DirectoryQuery(null, null, 1001), FailureCode.INVALID_PARAMETER);
  }

  @Test
  void timesAreInUtcAndAlwaysHaveMilliseconds() {
    assertThat(Timestamps.format(Instant.parse("2026-01-02T10:30:00Z")))
        .isEqualTo("2026-01-02T10:30:00.000Z");
    assertThat(Timestamps.format(Instant.parse("2026-01-02T10:30:00.123999Z")))
        .isEqualTo("2026-01-02T10:30:00.123Z");
  }

  private static void assertRefused(Runnable making, FailureCode code) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
