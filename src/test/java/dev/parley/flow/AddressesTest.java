package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd ways to write an address, and odd headers, are answered as the plain ones are. */
@ExtendWith(BlockedEventLoops.class)
class AddressesTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/chat/rooms/|GET, POST",
        "/api/chat/%72ooms|GET, POST",
        "/r/some-room/|GET, HEAD",
        "/admin|GET, HEAD",
        "/openapi.json/|GET, HEAD",
        "/asyncapi.json|GET, HEAD",
        "/eventbus.json|GET, HEAD",
        "/docs/bus/|GET, HEAD",
        "/docs/socket|GET, HEAD",
        "/docs/socket/|GET, HEAD",
        "/ws/chat/some-room|GET"
      })
  void aMethodThatIsNotAllowedComesWithThoseThatAre(String path, String allowed) {
    assertThat(parley.rest().send("PUT", path).isProblem(405, "method_not_allowed").header("Allow"))
        .isEqualTo(allowed);
  }

  @Test
  void aRangeThatIsNotInTheFileIsTheClientsFault() {
    parley
        .rest()
        .send("GET", "/static/index.html", "Range", "bytes=99999999-")
        .isProblem(416, "range_not_satisfiable");
  }

  @Test
  void theManifestHasItsType() {
    assertThat(parley.rest().get("/static/manifest.webmanifest").header("Content-Type"))
        .isEqualTo("application/manifest+json");
  }
}
