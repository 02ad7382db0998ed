package dev.parley.browser;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds a Chromium: the one that {@code PARLEY_CHROMIUM} names, else one on the path, else it
 * installs one: Debian's as root where there is {@code apt-get}, Playwright's own otherwise.
 */
final class Chromium {

  /** Tells Playwright to bring no browser of its own. */
  static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int INSTALL_MINUTES = 15;

  private static final String MISSING =
      "The browser tests need a Chromium, and none could be installed: install one (on Debian: apt-get install chromium),"
          + " or name one in PARLEY_CHROMIUM, or leave these tests out with -DskipBrowserTests.";

  private Chromium() {}

  /** Its executable; empty if it is Playwright's own, which knows where that is. */
  static Optional<Path> find() {
    String named = System.getenv("PARLEY_CHROMIUM");
    if (named != null && !named.isBlank()) {
      return Optional.of(executable(Path.of(named)));
    }
    Optional<Path> present = onPath(NAMES);
    if (present.isPresent()) {
      return present;
    }
    if (isRoot() && onPath(List.of("apt-get")).isPresent()) {
      System.out.println("No Chromium here: installing Debian's, once.");
      if (runs("apt-get", "update")
          && runs("apt-get", "install", "-y", "--no-install-recommends", "chromium")) {
        return Optional.of(onPath(NAMES).orElseThrow(() -> new IllegalStateException(MISSING)));
      }
    }
    System.out.println("No Chromium here: downloading Playwright's, once.");
    if (playwrightInstalls()) {
      return Optional.empty();
    }
    throw new IllegalStateException(MISSING);
  }

  /**
   * Chromium refuses to sandbox itself as root, and asks its makers' hosts for things at every
   * start unless told not to.
   */
  static List<String> arguments() {
    Stream<String> quiet =
        Stream.of(
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage");
    return isRoot() ? Stream.concat(Stream.of("--no-sandbox"), quiet).toList() : quiet.toList();
  }

  private static Path executable(Path path) {
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException("PARLEY_CHROMIUM names no program: " + path);
    }
    return path;
  }

  private static Optional<Path> onPath(List<String> names) {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return names.stream()
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean playwrightInstalls() {
    ProcessBuilder cli = Driver.ensureDriverInstalled(Map.of(), false).createProcessBuilder();
    cli.command().addAll(List.of("install", "chromium"));
    return runs(cli);
  }

  private static boolean runs(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    return runs(builder);
  }

  private static boolean runs(ProcessBuilder builder) {
    try {
      Path log = Files.createTempFile("parley-chromium", ".log");
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      boolean done = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
      if (!done) {
        process.destroyForcibly();
        System.out.println(Files.readString(log));
      }
      Files.delete(log);
      return done;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
