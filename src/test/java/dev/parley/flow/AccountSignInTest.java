package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Totp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Getting in with a name and a password, and what that is worth. */
@ExtendWith(BlockedEventLoops.class)
class AccountSignInTest {
  private static final String ME = "/api/chat/me";
  private static final String SIGN_IN = "/api/chat/sign-in";
  private static final String TWO_FACTOR = ME + "/two-factor";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("http.trusted-proxies", "127.0.0.1", "limits.sessions", "2"));

  private final Rest rest = parley.rest();

  @Test
  void aPasswordMakesASessionInACookieThatNoScriptCanRead() {
    parley.account("Anna");
    RestAnswer answer = signIn("anna", Account.PASSWORD);
    assertThat(answer.isJson(200).get("username").asText()).isEqualTo("Anna");
    String cookie = answer.header("Set-Cookie");
    assertThat(cookie)
        .matches(
            "parley_session=parley_s_[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
    JsonNode me = as(answer).get(ME).isJson(200);
    assertThat(me.get("session_id")).isEqualTo(answer.json().get("session_id"));
    assertThat(answer.body()).doesNotContain("parley_s_");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void behindAProxyThatEncryptsTheCookieIsOnlyForEncryptedRequests() {
    parley.account("Secura");
    RestAnswer answer =
        rest.sendBody(
            "POST",
            SIGN_IN,
            credentials("Secura", Account.PASSWORD),
            "Content-Type",
            "application/json",
            "X-Forwarded-Proto",
            "https");
    assertThat(answer.header("Set-Cookie")).endsWith("; Secure");
  }

  @Test
  void aWrongPasswordANameThatNobodyHasAndADeactivatedAccountAreAnsweredAlike() {
    Account gone = parley.account("Gone");
    parley.account("Here");
    parley
        .administrator()
        .rest()
        .patch("/api/chat/people/Gone", "{\"deactivated\": true}")
        .hasStatus(200);
    List<RestAnswer> answers =
        List.of(
            signIn("Here", "not the password"),
            signIn("Nobody", Account.PASSWORD),
            signIn("Gone", Account.PASSWORD),
            signIn("Here", "x".repeat(1000)),
            signIn("Here", ""));
    answers.forEach(answer -> answer.isProblem(401, "wrong_credentials"));
    assertThat(answers).extracting(RestAnswer::body).containsOnly(answers.get(0).body());
    assertThat(answers).allSatisfy(answer -> assertThat(answer.header("Set-Cookie")).isNull());
    gone.rest().get(ME).isProblem(401, "not_signed_in");
  }

  @Test
  void signingInMakesANewTokenAndEndsTheSessionThatTheBrowserCameWith() {
    Account mia = parley.account("Mia");
    RestAnswer answer =
        mia.rest().post(SIGN_IN, credentials("Mia", Account.PASSWORD)).hasStatus(200);
    assertThat(answer.header("Set-Cookie")).doesNotContain(mia.session().value());
    mia.rest().get(ME).isProblem(401, "not_signed_in");
    as(answer).get(ME).hasStatus(200);
  }

  @Test
  void aTokenThatSomebodyElseMadeUpIsNeverTaken() {
    parley.account("Fixed");
    String planted = "parley_session=parley_s_" + "A".repeat(43);
    RestAnswer answer =
        rest.sendBody(
            "POST",
            SIGN_IN,
            credentials("Fixed", Account.PASSWORD),
            "Content-Type",
            "application/json",
            "Cookie",
            planted);
    assertThat(answer.hasStatus(200).header("Set-Cookie")).doesNotContain("AAAAA");
    rest.send("GET", ME, "Cookie", planted).isProblem(401, "not_signed_in");
  }

  @Test
  void whoSignsOutIsOutAndTheBrowserForgets() {
    Account olga = parley.account("Olga");
    RestAnswer out = olga.rest().send("POST", "/api/chat/sign-out").hasStatus(204);
    assertThat(out.header("Set-Cookie"))
        .isEqualTo("parley_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    olga.rest().get(ME).isProblem(401, "not_signed_in");
    rest.send("POST", "/api/chat/sign-out").hasStatus(204);
  }

  @Test
  void aStaleCookieLocksNoGuestOut() {
    String room = parley.makeRoom();
    rest.sendBody(
            "POST",
            "/api/chat/rooms/" + room + "/messages",
            Json.object("username", "Guest", "content", "Hello!"),
            "Content-Type",
            "application/json",
            "Cookie",
            "parley_session=parley_s_" + "x".repeat(43))
        .hasStatus(201);
  }

  @Test
  void aGuestCanNotUseTheNameOfAnAccountHoweverItIsWritten() {
    parley.account("Pia");
    String room = parley.makeRoom();
    for (String name : List.of("Pia", "PIA", "\uFF30ia", "P\u200Bia", " pia ")) {
      rest.post(
              "/api/chat/rooms/" + room + "/messages",
              Json.object("username", name, "content", "Hello!"))
          .isProblem(403, "forbidden");
    }
    ChatClient guest = parley.connect(ChatClient.target(room, "pia"));
    assertThat(guest.awaitClose().code()).isEqualTo(4501);
    parley.join(room, "Piano").say("Hello!");
  }

  @Test
  void nobodyIsCalledWhatTheServerCallsItself() {
    String room = parley.makeRoom();
    for (String name : List.of("Parley", "deleted person", "Command Line", "P\u200Barley")) {
      rest.post(
              "/api/chat/rooms/" + room + "/messages",
              Json.object("username", name, "content", "Hello!"))
          .isProblem(403, "forbidden");
      rest.post("/api/chat/sign-up", credentials(name, Account.PASSWORD))
          .isProblem(400, "invalid_username");
    }
    ChatClient guest = parley.connect(ChatClient.target(room, "parley"));
    assertThat(guest.awaitClose().code()).isEqualTo(4501);
  }

  @Test
  void oneWhoIsSignedInPostsUnderTheOwnNameOnly() {
    Account rosa = parley.account("Rosa");
    String path = "/api/chat/rooms/" + parley.makeRoom() + "/messages";
    JsonNode message =
        rosa.rest().post(path, Json.object("username", "rosa", "content", "Hello!")).isJson(201);
    assertThat(message.get("username").asText()).isEqualTo("Rosa");
    rosa.rest()
        .post(path, Json.object("username", "Somebody", "content", "Hello!"))
        .isProblem(403, "forbidden");
  }

  @Test
  void ofTooManyBrowsersTheOneUnusedForLongestIsSignedOut() {
    parley.account("Many");
    Rest first = as(signIn("Many", Account.PASSWORD));
    Rest second = as(signIn("Many", Account.PASSWORD));
    assertThat(second.get(ME + "/sessions").isJson(200)).hasSize(2);
    first.get(ME).hasStatus(200);
    second.get(ME).hasStatus(200);
    Rest third = as(signIn("Many", Account.PASSWORD));
    first.get(ME).isProblem(401, "not_signed_in");
    assertThat(third.get(ME + "/sessions").isJson(200)).hasSize(2);
  }

  @Test
  void theSecondFactorIsAskedForOnceItIsConfirmed() throws InterruptedException {
    Account tess = parley.account("Tess");
    String password = Json.object("password", Account.PASSWORD);
    tess.rest().post(TWO_FACTOR, Json.object("password", "wrong password")).hasStatus(401);
    JsonNode begun = tess.rest().post(TWO_FACTOR, password).isJson(200);
    String secret = begun.get("secret").asText();
    assertThat(begun.get("uri").asText())
        .isEqualTo(
            "otpauth://totp/Parley:Tess?secret=%s&issuer=Parley&period=30".formatted(secret));
    signIn("Tess", Account.PASSWORD).hasStatus(200);
    tess.rest().post(TWO_FACTOR + "/confirm", Json.object("code", "000000")).hasStatus(401);
    JsonNode codes =
        tess.rest()
            .post(TWO_FACTOR + "/confirm", Json.object("code", Totp.code(secret, 0)))
            .isJson(200)
            .get("recovery_codes");
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    signIn("Tess", Account.PASSWORD).isProblem(401, "second_factor_needed");
    signIn("Tess", "wrong password").isProblem(401, "wrong_credentials");
    signIn("Tess", Account.PASSWORD, Totp.code(secret, -20)).isProblem(401, "wrong_credentials");
    // the step after the one that was used; clocks may differ by one
    String code = Totp.code(secret, 1);
    signIn("Tess", Account.PASSWORD, code).hasStatus(200);
    signIn("Tess", Account.PASSWORD, code).isProblem(401, "wrong_credentials");
    String recovery = codes.get(3).asText();
    signIn("Tess", Account.PASSWORD, recovery.toUpperCase().replace("-", " ")).hasStatus(200);
    RestAnswer last = signIn("Tess", Account.PASSWORD, recovery);
    last.isProblem(401, "wrong_credentials");
    Rest again = as(signIn("Tess", Account.PASSWORD, codes.get(4).asText()));
    assertThat(again.get(ME).isJson(200).get("two_factor").asBoolean()).isTrue();
    again.post(TWO_FACTOR + "/end", Json.object("password", "wrong password")).hasStatus(401);
    again.post(TWO_FACTOR + "/end", password).hasStatus(204);
    signIn("Tess", Account.PASSWORD).hasStatus(200);
    // three wrong passwords and three wrong codes; written after their answers
    Rest ada = parley.administrator().rest();
    String failed = "/api/chat/audit?what=person.sign-in-failed&whom=Tess";
    for (int tries = 0; ada.get(failed).isJson(200).size() < 6; tries++) {
      assertThat(tries).isLessThan(1_000);
      Thread.sleep(10);
    }
    assertThat(ada.get(failed).isJson(200)).hasSize(6);
  }

  @Test
  void aNewPasswordEndsTheOtherBrowsersAndTheOldOneIsWorthNothing() {
    Account nora = parley.account("Nora");
    Rest other = as(signIn("Nora", Account.PASSWORD));
    String change = Json.object("current", Account.PASSWORD, "password", "another one, longer");
    nora.rest()
        .post(ME + "/password", Json.object("current", "wrong one", "password", "quite another"))
        .isProblem(401, "wrong_credentials");
    nora.rest().post(ME + "/password", change).hasStatus(204);
    nora.rest().get(ME).hasStatus(200);
    other.get(ME).isProblem(401, "not_signed_in");
    signIn("Nora", Account.PASSWORD).isProblem(401, "wrong_credentials");
    signIn("Nora", "another one, longer").hasStatus(200);
  }

  @Test
  void whatIsNoGoodPasswordIsRefused() {
    Account quinn = parley.account("Quinn");
    for (String weak :
        List.of(
            "short",
            "123456789",
            "1234567890",
            "qwertyuiop",
            "Password123",
            "aaaaaaaaaaaa",
            "abababababab",
            "quinn-quinn-2026",
            "x".repeat(257))) {
      quinn
          .rest()
          .post(ME + "/password", Json.object("current", Account.PASSWORD, "password", weak))
          .isProblem(400, "weak_password");
    }
    quinn
        .rest()
        .post(
            ME + "/password",
            Json.object("current", Account.PASSWORD, "password", "\u212Belevator on 12"))
        .hasStatus(204);
    signIn("Quinn", "A\u030Aelevator on 12").hasStatus(200);
  }

  @Test
  void aLinkOfTheAdministratorResetsThePasswordOnceAndEndsEverySession() {
    Account vera = parley.account("Vera");
    String token = parley.server().token(vera, "read").value();
    JsonNode made =
        parley.administrator().rest().post("/api/chat/people/vera/reset-link", "{}").isJson(201);
    String link = made.get("link").asText().replaceFirst(".*#", "");
    assertThat(
            rest.post("/api/chat/links/check", Json.object("token", link))
                .isJson(200)
                .get("username")
                .asText())
        .isEqualTo("Vera");
    String reset = Json.object("token", link, "password", "all new and shiny");
    rest.post("/api/chat/reset-password", Json.object("token", link, "password", "short"))
        .isProblem(400, "weak_password");
    rest.post("/api/chat/reset-password", reset).hasStatus(204);
    rest.post("/api/chat/reset-password", reset).isProblem(410, "invalid_link");
    vera.rest().get(ME).isProblem(401, "not_signed_in");
    rest.send("GET", ME, "Authorization", "Bearer " + token).isProblem(401, "not_signed_in");
    signIn("Vera", "all new and shiny").hasStatus(200);
  }

  @Test
  void onlyTheLastLinkResetsThePasswordAndNoneOutlivesANewOne() {
    Account ulla = parley.account("Ulla");
    String token = parley.server().token(ulla, "read").value();
    String first = resetLink("ulla");
    String second = resetLink("ulla");
    checkLink(first).isProblem(410, "invalid_link");
    checkLink(second).hasStatus(200);
    ulla.rest()
        .post(ME + "/password", Json.object("current", Account.PASSWORD, "password", "a new one!"))
        .hasStatus(204);
    checkLink(second).isProblem(410, "invalid_link");
    // what the contract says of access tokens
    rest.send("GET", ME, "Authorization", "Bearer " + token).hasStatus(200);
  }

  private static String resetLink(String name) {
    RestAnswer made =
        parley.administrator().rest().post("/api/chat/people/" + name + "/reset-link", "{}");
    return made.isJson(201).get("link").asText().replaceFirst(".*#", "");
  }

  private RestAnswer checkLink(String token) {
    return rest.post("/api/chat/links/check", Json.object("token", token));
  }

  private RestAnswer signIn(String name, String password) {
    return rest.post(SIGN_IN, credentials(name, password));
  }

  private RestAnswer signIn(String name, String password, String code) {
    return rest.post(SIGN_IN, Json.object("username", name, "password", password, "code", code));
  }

  private static String credentials(String name, String password) {
    return Json.object("username", name, "password", password);
  }

  /** The browser that got this answer. */
  private static Rest as(RestAnswer signedIn) {
    String cookie = signedIn.hasStatus(200).header("Set-Cookie").replaceFirst(";.*", "");
    String origin = "http://127.0.0.1:" + parley.port();
    return new Rest(parley.port(), "Cookie", cookie, "Origin", origin);
  }
}
