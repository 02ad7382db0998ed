package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, codes and links can't be tried as often as somebody likes. */
@ExtendWith(BlockedEventLoops.class)
class AccountRatesTest {
  private static final String SIGN_IN = "/api/chat/sign-in";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "http.trusted-proxies", "127.0.0.1",
              "limits.sign-ins-per-minute", "1",
              "limits.sign-ins-burst", "3",
              "limits.sign-ins-per-minute-of-address", "1",
              "limits.sign-ins-burst-of-address", "5"));

  @Test
  void anAccountIsLeftAloneAfterSomeTriesWhetherItIsThereOrNot() {
    parley.account("Ann");
    RestAnswer there = exhaust("Ann", "192.0.2");
    RestAnswer nowhere = exhaust("Nobody", "198.51.100");
    assertThat(there.body()).isEqualTo(nowhere.body());
    from("203.0.113.1")
        .post(SIGN_IN, Json.object("username", "ANN", "password", Account.PASSWORD))
        .isProblem(429, "rate_limited");
  }

  /** From another address each time. */
  private static RestAnswer exhaust(String name, String network) {
    String wrong = Json.object("username", name, "password", "not the password");
    for (int i = 1; i <= 3; i++) {
      from(network + "." + i).post(SIGN_IN, wrong).isProblem(401, "wrong_credentials");
    }
    RestAnswer refused = from(network + ".9").post(SIGN_IN, wrong);
    refused.isProblem(429, "rate_limited");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    return refused;
  }

  @Test
  void anAddressIsRefusedAfterSomeTriesWhateverItTries() {
    Rest stranger = from("203.0.113.7");
    String link = Json.object("token", "parley_l_none");
    stranger.post("/api/chat/links/check", link).isProblem(410, "invalid_link");
    stranger
        .post(
            "/api/chat/setup",
            Json.object("token", "x", "username", "Eve", "password", Account.PASSWORD))
        .isProblem(410, "invalid_link");
    stranger
        .post("/api/chat/reset-password", Json.object("token", "x", "password", "not known yet"))
        .isProblem(410, "invalid_link");
    stranger
        .post("/api/chat/sign-up", Json.object("username", "Eve", "password", Account.PASSWORD))
        .isProblem(403, "invitation_needed");
    stranger
        .post(SIGN_IN, Json.object("username", "Somebody", "password", "x"))
        .isProblem(401, "wrong_credentials");
    stranger.post("/api/chat/links/check", link).isProblem(429, "rate_limited");
    stranger
        .post(SIGN_IN, Json.object("username", "Other", "password", "x"))
        .isProblem(429, "rate_limited");
    from("203.0.113.8").post("/api/chat/links/check", link).isProblem(410, "invalid_link");
  }

  @Test
  void oneWhoIsSignedInCanNotTryPasswordsAndCodesForeverEither() {
    Account bob = parley.account("Bob");
    for (int i = 0; i < 3; i++) {
      bob.rest()
          .post("/api/chat/me/two-factor/confirm", Json.object("code", "00000" + i))
          .isProblem(401, "wrong_credentials");
    }
    bob.rest()
        .post("/api/chat/me/two-factor/confirm", Json.object("code", "000009"))
        .isProblem(429, "rate_limited");
    bob.rest()
        .post("/api/chat/me/two-factor", Json.object("password", Account.PASSWORD))
        .isProblem(429, "rate_limited");
  }

  private static Rest from(String address) {
    return new Rest(parley.port(), "X-Forwarded-For", address);
  }
}
