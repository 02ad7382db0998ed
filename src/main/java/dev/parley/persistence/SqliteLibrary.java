package dev.parley.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library, which the driver unpacks into a file to load it. The driver deletes the
 * file when the virtual machine ends in order, so each kill would leave a megabyte behind; here it
 * has a folder of its own, which is deleted as soon as the library is loaded.
 */
final class SqliteLibrary {

  private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";
  private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);

  private SqliteLibrary() {}

  /** Loads it if it isn't there yet. */
  static void load() {
    String wanted = System.getProperty(FOLDER_PROPERTY, System.getProperty("java.io.tmpdir"));
    try {
      Path folder = Files.createTempDirectory(Path.of(wanted), "parley-sqlite");
      System.setProperty(FOLDER_PROPERTY, folder.toString());
      try {
        SQLiteJDBCLoader.initialize();
      } finally {
        System.setProperty(FOLDER_PROPERTY, wanted);
        delete(folder);
      }
    } catch (Exception e) {
      throw new StorageException("SQLite's library can't be loaded: " + e.getMessage(), e);
    }
  }

  /** A loaded library may be deleted, except on Windows, where the driver tries once more. */
  private static void delete(Path folder) {
    try (Stream<Path> unpacked = Files.list(folder)) {
      List<Path> files = unpacked.toList();
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      log.debug("sqlite_library_left folder={}", folder, e);
    }
  }
}
