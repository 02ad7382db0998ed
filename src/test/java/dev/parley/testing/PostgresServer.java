package dev.parley.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of one test's own, which may be stopped and started again as it was. */
public final class PostgresServer implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Path folder;
  private EmbeddedPostgres running;

  /** Starts one with its files in this folder. */
  public PostgresServer(Path folder) throws IOException {
    this.folder = folder;
    this.running = builder().start();
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false);
  }

  /** Its one database. */
  public String url() {
    return running.getJdbcUrl("postgres", "postgres");
  }

  /** Stops it: connections are ended, and transactions with them. */
  public void stop() throws IOException {
    running.close();
  }

  /** Ends it without tidying up, as a crash does. */
  public void crash() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
    CompletableFuture<ProcessHandle> end = ProcessHandle.of(pid).orElseThrow().onExit();
    Tool.run("kill", "-QUIT", Long.toString(pid));
    end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    running.close();
  }

  /** Starts it on what is there now, and lets it recover all that it finds. */
  public void startRecovering() throws IOException {
    Files.createFile(folder.resolve("recovery.signal"));
    running =
        builder().setPort(running.getPort()).setServerConfig("restore_command", "false").start();
  }

  /** Starts it again, at the same port. */
  public void start() throws IOException {
    running = builder().setPort(running.getPort()).start();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
