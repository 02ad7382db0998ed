package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.testing.SocketContract;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code contract/asyncapi.yaml} says of upgrades that are refused over HTTP. */
class UpgradeRefusalsTest {
  private static final List<List<String>> TABLE = SocketContract.read().table("Coming in");

  @Test
  void everyRefusalHasTheStatusOfItsCode() {
    assertThat(TABLE)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              FailureCode code = FailureCode.valueOf(row.get(1).toUpperCase(Locale.ROOT));
              // the same code means the whole server, or one address of it
              boolean ofOneAddress = row.get(2).contains("of this address");
              assertThat(row.get(0))
                  .as(code.code())
                  .isEqualTo(ofOneAddress ? "429" : Integer.toString(Problem.status(code)));
            });
  }

  @Test
  void theseAreTheRefusals() {
    assertThat(TABLE.stream().map(row -> row.get(1)).collect(Collectors.toSet()))
        .isEqualTo(
            Set.of(
                "invalid_parameter",
                "invalid_upgrade",
                "foreign_origin",
                "upgrade_required",
                "rate_limited",
                "too_many_connections",
                "stopping"));
  }
}
