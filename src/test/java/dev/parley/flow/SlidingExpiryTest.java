package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who uses a browser stays signed in with it. */
@ExtendWith(BlockedEventLoops.class)
class SlidingExpiryTest {
  private static final String ME = "/api/chat/me";
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  @Test
  void theCookieLivesAsLongAsTheSession() throws SQLException {
    Account ann = parley.account("Ann");
    update("UPDATE session SET cookie_at = ? WHERE hash = ?", -HOUR_MS, ann);
    assertThat(ann.rest().get(ME).hasStatus(200).header("Set-Cookie"))
        .isEqualTo(ann.cookie() + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
    until(() -> ann.rest().get(ME).hasStatus(200).header("Set-Cookie") == null);
  }

  @Test
  void anAnswerThatEndsTheSessionDoesNotBringItsCookieBack() throws SQLException {
    Account ann = parley.account("Ben");
    update("UPDATE session SET cookie_at = ? WHERE hash = ?", -HOUR_MS, ann);
    assertThat(
            ann.rest()
                .send("POST", "/api/chat/sign-out")
                .hasStatus(204)
                .headers()
                .allValues("Set-Cookie"))
        .containsExactly("parley_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
  }

  @Test
  void aRequestProlongsTheSession() throws SQLException {
    Account ann = parley.account("Cleo");
    update("UPDATE session SET seen_at = ? WHERE hash = ?", -HOUR_MS, ann);
    ann.rest().get(ME).hasStatus(200);
    isProlonged(ann);
  }

  /** The socket was opened with the last request there was. */
  @Test
  void anOpenSocketProlongsTheSession() throws SQLException {
    Account ann = parley.account("Dora");
    update("UPDATE session SET expires_at = ? WHERE hash = ?", 8_000, ann);
    FullClient socket = parley.track(ann.full());
    socket.ping();
    update("UPDATE session SET seen_at = ? WHERE hash = ?", -HOUR_MS, ann);
    isProlonged(ann);
    socket.ping();
  }

  private static void isProlonged(Account ann) throws SQLException {
    until(() -> expiry(ann) > System.currentTimeMillis() + 7 * DAY_MS);
  }

  /** What is looked at. */
  @FunctionalInterface
  private interface State {
    boolean holds() throws SQLException;
  }

  /** It is written when the answer has gone, and nobody is told. */
  private static void until(State state) throws SQLException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!state.holds()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static long expiry(Account ann) throws SQLException {
    try (Connection database = parley.server().connect();
        PreparedStatement query =
            database.prepareStatement("SELECT expires_at FROM session WHERE hash = ?")) {
      query.setBytes(1, ann.session().hash().bytes());
      try (ResultSet rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getLong(1);
      }
    }
  }

  private static void update(String sql, long fromNow, Account ann) throws SQLException {
    try (Connection database = parley.server().connect();
        PreparedStatement update = database.prepareStatement(sql)) {
      update.setLong(1, System.currentTimeMillis() + fromNow);
      update.setBytes(2, ann.session().hash().bytes());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
