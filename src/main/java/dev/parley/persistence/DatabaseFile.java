package dev.parley.persistence;

import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.PoolOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;

/**
 * The SQLite database in the data folder: {@code parley.db}, with {@code parley.lock} beside it,
 * which keeps a second server out of the same folder and tells an older copy of the database from
 * what the last server left ({@link Origin}). All of it blocks and belongs on a worker thread.
 */
public final class DatabaseFile implements DatabaseSource {

  private static final String FILE_NAME = "parley.db";
  private static final String LOCK_NAME = "parley.lock";

  private final Path directory;
  private SqliteDataSources dataSources;
  private FileChannel lock;

  /** Null until it has been signed, and again after it was left. */
  private Origin origin;

  /** The database in this folder, which is made if it isn't there. */
  public DatabaseFile(Path directory) {
    this.directory = directory;
  }

  /**
   * Takes the folder for this process, brings the schema up to date, and gives every room a new
   * epoch if this is not the database that the last server left.
   *
   * @throws StorageException with a sentence for whoever started the server
   */
  @Override
  public void prepare() {
    makeDirectory();
    takeLock();
    Path file = directory.resolve(FILE_NAME);
    try {
      SqliteLibrary.load();
      if (Files.notExists(file)) {
        new FirstDatabase(file).make();
      }
      new DatabaseCheck(file).requireUsable();
      dataSources = new SqliteDataSources(file);
      Schema.SQLITE.migrate(dataSources.plain());
      Origin found = new Origin(file, lock, dataSources.existing());
      found.arrive();
      origin = found;
    } catch (SQLException | IOException | FlywayException e) {
      release();
      throw unusable(e);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  @Override
  public void visit() {
    Path file = directory.resolve(FILE_NAME);
    if (Files.notExists(file)) {
      throw new StorageException(
          "There is no database in " + directory + " yet: start Parley there once.", null);
    }
    try {
      SqliteLibrary.load();
      dataSources = new SqliteDataSources(file);
      Schema.SQLITE.requireCurrent(dataSources.existing(), "The database " + file);
    } catch (FlywayException e) {
      throw unusable(e);
    }
  }

  @Override
  public Database open(Vertx vertx, StorageLimits limits) {
    try {
      return new Database(
          Dialect.SQLITE,
          JDBCPool.pool(vertx, dataSources.writer(), pool("writer", 1, limits.pendingWrites())),
          JDBCPool.pool(
              vertx,
              dataSources.readers(limits.readers()),
              pool("readers", limits.readers(), limits.pendingReads())),
          SqliteDataSources.BEGIN);
    } catch (SQLException e) {
      release();
      throw unusable(e);
    }
  }

  private static PoolOptions pool(String name, int size, int waiting) {
    return new PoolOptions().setName(name).setMaxSize(size).setMaxWaitQueueSize(waiting);
  }

  private StorageException unusable(Exception e) {
    return new StorageException(
        "The database "
            + directory.resolve(FILE_NAME)
            + " can't be opened: "
            + StorageException.reason(e),
        e);
  }

  /** Closes the connections and lets the folder go. */
  @Override
  public void release() {
    closeQuietly(dataSources);
    if (origin != null) {
      origin.leave();
      origin = null;
    }
    closeQuietly(lock);
  }

  private void makeDirectory() {
    try {
      Files.createDirectories(directory, OwnersOnly.folder(directory));
    } catch (IOException e) {
      throw new StorageException("The folder " + directory + " can't be made: " + e, e);
    }
  }

  private void takeLock() {
    Path file = directory.resolve(LOCK_NAME);
    try {
      lock =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              OwnersOnly.file(file));
      if (lock.tryLock() == null) {
        throw inUse(null);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(e);
    } catch (IOException e) {
      throw new StorageException("The folder " + directory + " can't be written: " + e, e);
    }
  }

  private StorageException inUse(Exception cause) {
    closeQuietly(lock);
    return new StorageException("Another Parley uses the folder " + directory + ".", cause);
  }

  private static void closeQuietly(Closeable closeable) {
    if (closeable == null) {
      return;
    }
    try {
      closeable.close();
    } catch (IOException e) {
      throw new StorageException("The database can't be closed: " + e.getMessage(), e);
    }
  }
}
