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
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The settings that {@code contract/asyncapi.yaml} names are settings. */
class SocketContractKeysTest {
  private static final Pattern KEY =
      Pattern.compile("`((?:http|data|storage|socket|limits)\\.[a-z-]+)`");

  @Test
  void everyKeyThatItNamesIsInTheManual() throws IOException {
    String contract = SocketContract.read().document().toString();
    assertThat(KEY.matcher(contract).results().map(found -> found.group(1)))
        .isNotEmpty()
        .isSubsetOf(keys());
  }

  private static Set<String> keys() throws IOException {
    Map<String, Map<String, Object>> manual =
        new Yaml().load(Files.readString(Sources.file("conf/parley.yaml")));
    Set<String> keys = new TreeSet<>();
    manual.forEach(
        (section, values) -> values.keySet().forEach(key -> keys.add(section + "." + key)));
    return keys;
  }
}
