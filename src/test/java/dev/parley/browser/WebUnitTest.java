package dev.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The client's own tests of its net and state modules ({@code src/test/web}), which need no
 * browser, in the Node that comes with Playwright. Where there is a Node 20 or newer, {@code node
 * --test src/test/web/} does the same.
 */
class WebUnitTest {

  @Test
  void theClientsOwnTestsPass() throws Exception {
    Path node =
        Driver.ensureDriverInstalled(Chromium.NO_DOWNLOAD, false).driverDir().resolve("node");
    Path root = Path.of(System.getProperty("project.basedir", "."));
    Process process =
        new ProcessBuilder(node.toString(), "--test", "src/test/web/**/*.test.js")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    System.out.println(summary(report));
    assertThat(process.exitValue()).withFailMessage(report).isZero();
    assertThat(report).containsPattern("tests [1-9]").contains("fail 0");
  }

  private static String summary(String report) {
    return "src/test/web: "
        + String.join(
            ", ",
            report.lines().filter(line -> line.matches("^\\S+ (tests|pass|fail) \\d+$")).toList());
  }
}
