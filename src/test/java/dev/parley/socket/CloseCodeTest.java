package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTest {
  /** What RFC 6455 and its registry have codes of their own for. */
  private static final Set<Integer> STANDARD = Set.of(1002, 1003, 1007, 1009, 1012);

  @ParameterizedTest
  @EnumSource(CloseCode.class)
  void everyCodeIsAStandardOneOrInARangeThatSaysWhetherToComeBack(CloseCode code) {
    assertThat(
            STANDARD.contains((int) code.number())
                || (code.number() >= 4000 && code.number() <= 4999))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(CloseCode.class)
  void everyReasonFitsIntoAControlFrame(CloseCode code) {
    assertThat(code.reason()).isNotBlank();
    assertThat(code.reason().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(123);
  }

  @Test
  void theNumbersNeverChange() {
    assertThat(
            Arrays.stream(CloseCode.values())
                .collect(Collectors.toMap(CloseCode::name, code -> (int) code.number())))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("PROTOCOL_ERROR", 1002),
                Map.entry("UNSUPPORTED_DATA", 1003),
                Map.entry("INVALID_UTF8", 1007),
                Map.entry("TOO_BIG", 1009),
                Map.entry("RESTART", 1012),
                Map.entry("TRY_AGAIN", 4000),
                Map.entry("TOO_SLOW", 4001),
                Map.entry("NO_PONG", 4002),
                Map.entry("TOO_FAST", 4008),
                Map.entry("BAD_REQUEST", 4500),
                Map.entry("NOT_SIGNED_IN", 4501),
                Map.entry("SIGNED_OUT", 4501),
                Map.entry("BANNED", 4503),
                Map.entry("ROOM_GONE", 4504)));
  }
}
