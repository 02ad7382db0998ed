package dev.parley.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes the database of an empty folder, all of it or nothing: it is made under another name and
 * renamed when its schema is whole and on the disk. So there is never an empty database under the
 * right name, not after a kill either, and one that is found empty has lost what was in it.
 */
final class FirstDatabase {

  private final Path file;
  private final Path fresh;

  FirstDatabase(Path file) {
    this.file = file;
    this.fresh = file.resolveSibling(file.getFileName() + ".new");
  }

  /**
   * Makes it.
   *
   * @throws StorageException if a database was here before: its write-ahead log still is
   */
  void make() throws SQLException, IOException {
    Path log = SqliteDataSources.writeAheadLog(file);
    if (Files.exists(log)) {
      throw new StorageException(
          "The database "
              + file
              + " is gone, but its write-ahead log "
              + log
              + " is there. Nothing was changed; restore the database, or move the log away.",
          null);
    }
    removeFresh();
    try {
      fill();
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } finally {
      removeFresh();
    }
  }

  private void fill() throws SQLException, IOException {
    SqliteDataSources dataSources = new SqliteDataSources(fresh);
    // before SQLite would make it; what SQLite puts beside it gets the same permissions
    Files.createFile(fresh, OwnersOnly.file(fresh));
    dataSources.create();
    Schema.SQLITE.migrate(dataSources.plain());
    // the last who closes it moves the log into the file, and is silent if that fails
    if (Files.exists(SqliteDataSources.writeAheadLog(fresh))) {
      throw new IOException("its first content could not be written");
    }
  }

  private void removeFresh() throws IOException {
    for (Path left :
        List.of(
            fresh,
            SqliteDataSources.writeAheadLog(fresh),
            SqliteDataSources.sharedIndex(fresh),
            fresh.resolveSibling(fresh.getFileName() + "-journal"))) {
      Files.deleteIfExists(left);
    }
  }
}
