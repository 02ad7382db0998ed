package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.SocketContract;
import dev.parley.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The settings that the contracts of the sockets and of the event bus name are settings. */
class SocketContractKeysTest {
  private static final Pattern KEY =
      Pattern.compile("`((?:http|data|storage|socket|limits|bridge)(?:\\.[a-z-]+)+)`");

  static Stream<SocketContract> everyKeyThatItNamesIsInTheManual() {
    return Stream.of(SocketContract.read(), SocketContract.readEventBus());
  }

  @ParameterizedTest
  @MethodSource
  void everyKeyThatItNamesIsInTheManual(SocketContract contract) throws IOException {
    String text = contract.document().toString();
    assertThat(KEY.matcher(text).results().map(found -> found.group(1)))
        .isNotEmpty()
        .isSubsetOf(keys());
  }

  private static Set<String> keys() throws IOException {
    Set<String> keys = new TreeSet<>();
    collect("", new Yaml().load(Files.readString(Sources.file("conf/parley.yaml"))), keys);
    return keys;
  }

  private static void collect(String prefix, Map<?, ?> section, Set<String> keys) {
    section.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            collect(prefix + name + ".", inner, keys);
          } else {
            keys.add(prefix + name);
          }
        });
  }
}
