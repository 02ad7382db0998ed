package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, for rules that the compiled classes don't show. */
public final class Sources {
  private static final Path BASE = Path.of(System.getProperty("project.basedir", "."));
  private static final Path MAIN = BASE.resolve("src/main/java/dev/parley");

  /** One source file. */
  public record Source(Path path, String text) {}

  private Sources() {}

  /** Every Java file of the server. */
  public static List<Source> main() {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> new Source(file, text(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One Java file of the server; the path begins below {@code dev/parley}. */
  public static String read(String path) {
    return text(MAIN.resolve(path));
  }

  /** A file of the project; the path begins at its root. */
  public static Path file(String path) {
    return BASE.resolve(path);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
