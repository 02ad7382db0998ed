package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Columns;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A password that is being compared while it is changed is worth nothing any more. */
@ExtendWith(BlockedEventLoops.class)
class AccountRacesTest {
  private static final String ME = "/api/chat/me";
  private static final String SIGN_IN = "/api/chat/sign-in";
  private static final int MANY = 10;

  private static final String NEW_PASSWORD =
      """
      UPDATE person SET password = '$argon2id$v=19$m=19456,t=2,p=1$mfyEZIIOi5kS9Msuhpj0eQ$M2bC'
      WHERE id = ?
      """;

  private static final String NEW_SECOND_FACTOR =
      """
      UPDATE person SET totp_secret = 'JBSWY3DPEHPK3PXP' WHERE id = ?
      """;

  private static final String SESSIONS =
      """
      SELECT count(*) FROM session WHERE person_id = ?
      """;

  @TempDir static Path data;

  /** One password at a time: the others wait with the hash that was theirs when they came. */
  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "access.password-hashes", "1",
              "limits.sign-ins-per-minute", "0",
              "limits.sign-ins-per-minute-of-address", "0"));

  private final ExecutorService clients = Executors.newFixedThreadPool(MANY + 1);

  @AfterEach
  void stop() {
    clients.shutdownNow();
  }

  @Test
  void noSignInWithTheOldPasswordOutlivesTheNewOne() throws SQLException {
    noSignInOutlives(NEW_PASSWORD, parley.account("Racer"));
  }

  @Test
  void noSignInWithoutASecondFactorOutlivesThatThereIsOne() throws SQLException {
    noSignInOutlives(NEW_SECOND_FACTOR, parley.account("Second"));
  }

  private void noSignInOutlives(String change, Account racer) throws SQLException {
    List<CompletableFuture<RestAnswer>> answers = signIns(racer.name());
    CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
    long before = changed(change, racer);
    List<Integer> statuses = answers.stream().map(answer -> answer.join().status()).toList();
    assertThat(statuses).as("some were still waiting").contains(200, 401).containsOnly(200, 401);
    assertThat(changed(change, racer)).as("sessions, then and now").isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"/password", "/two-factor", "/two-factor/end", "/delete"})
  void nothingIsDoneByTheOldPasswordAnyMore(String what) throws SQLException {
    Account ann = parley.account("Ann" + what.replace('/', '-'));
    Rest rest = ann.rest();
    List<CompletableFuture<RestAnswer>> before = signIns("Nobody");
    CompletableFuture.anyOf(before.toArray(CompletableFuture[]::new)).join();
    // now that the others wait it comes after them, whichever thread was first
    CompletableFuture<RestAnswer> answer = ask(() -> rest.post(ME + what, body(what)));
    awaitMore(before);
    changed(NEW_PASSWORD, ann);
    answer.join().isProblem(401, "wrong_credentials");
    before.forEach(CompletableFuture::join);
    rest.get(ME).hasStatus(200);
  }

  /** Waits until one more of them is answered. */
  private static void awaitMore(List<CompletableFuture<RestAnswer>> answers) {
    CompletableFuture<?>[] waiting =
        answers.stream().filter(answer -> !answer.isDone()).toArray(CompletableFuture[]::new);
    assertThat(waiting).as("who still waits").isNotEmpty();
    CompletableFuture.anyOf(waiting).join();
  }

  private static String body(String what) {
    return switch (what) {
      case "/password" -> Json.object("current", Account.PASSWORD, "password", "quite another");
      case "/delete" -> Json.object("password", Account.PASSWORD, "messages", "keep");
      default -> Json.object("password", Account.PASSWORD);
    };
  }

  private List<CompletableFuture<RestAnswer>> signIns(String name) {
    String body = Json.object("username", name, "password", Account.PASSWORD);
    List<CompletableFuture<RestAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      answers.add(ask(() -> parley.rest().post(SIGN_IN, body)));
    }
    return answers;
  }

  private CompletableFuture<RestAnswer> ask(Supplier<RestAnswer> question) {
    return CompletableFuture.supplyAsync(question, clients);
  }

  /** As another node changes it; the sessions that there are at that moment. */
  private static long changed(String change, Account whom) throws SQLException {
    try (Connection database = parley.server().connect()) {
      database.setAutoCommit(false);
      try (PreparedStatement update = database.prepareStatement(change);
          PreparedStatement count = database.prepareStatement(SESSIONS)) {
        update.setBytes(1, Columns.of(whom.id().value()));
        assertThat(update.executeUpdate()).isEqualTo(1);
        count.setBytes(1, Columns.of(whom.id().value()));
        try (ResultSet rows = count.executeQuery()) {
          rows.next();
          long sessions = rows.getLong(1);
          database.commit();
          return sessions;
        }
      }
    }
  }
}
