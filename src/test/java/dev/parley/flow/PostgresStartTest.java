package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.ServerProcess;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that can't be used is said in a line, and the server exits. */
class PostgresStartTest {

  @TempDir Path folder;

  @Test
  void aDatabaseThatIsNotThere() throws IOException {
    String url = TestDatabase.create().replaceFirst("/parley_\\d+", "/dropped");
    isRefused(url, "database \"dropped\" does not exist");
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    isRefused("jdbc:postgresql://127.0.0.1:" + free + "/parley", "refused");
  }

  @Test
  void aServerThatSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"))) {
      String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/parley";
      isRefused(url, "timed out");
    }
  }

  @Test
  void aServerThatHasNoConnectionLeft() throws IOException, SQLException {
    String url = TestDatabase.create();
    execute(url, "CREATE ROLE crowded LOGIN CONNECTION LIMIT 0");
    isRefused(as("crowded", url), "too many connections for role \"crowded\"");
  }

  @Test
  void aRoleThatMayNotConnect() throws IOException, SQLException {
    String url = TestDatabase.create();
    String name = url.replaceFirst(".*/(.*)\\?.*", "$1");
    execute(url, "CREATE ROLE stranger LOGIN");
    execute(url, "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
    isRefused(as("stranger", url), "permission denied for database");
  }

  private static String as(String role, String url) {
    return url.replace("user=postgres", "user=" + role);
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection admin = DriverManager.getConnection(url);
        Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  private void isRefused(String url, String reason) throws IOException {
    try (ServerProcess server = ServerProcess.on(folder, "--database.url=" + url)) {
      assertThat(server.exitCode()).as(server.output()).isEqualTo(1);
      assertThat(server.output().lines()).as(server.output()).hasSize(1);
      assertThat(server.output())
          .startsWith("Parley can't start: The database " + url.replaceFirst("\\?.*", ""))
          .containsIgnoringCase(reason);
    }
  }
}
