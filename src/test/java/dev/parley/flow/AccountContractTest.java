package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ContractCheck;
import dev.parley.testing.Images;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Totp;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the operations on accounts answer is what {@code /openapi.json} says they answer. */
@ExtendWith(BlockedEventLoops.class)
class AccountContractTest {
  private static final String CHAT = "/api/chat/";
  private static final String ME = CHAT + "me";
  private static final String ANN = CHAT + "people/ann";
  private static final String PASSWORD = Json.object("password", Account.PASSWORD);

  /** What is for other tests: rates, trouble, and who may do what. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(".* (401|403|404|409|410|413|415|429|50[034])");

  /** Whose bodies are files. */
  private static final Set<String> FILES = Set.of("getAvatar 200", "getAvatar 304", "exportMe 200");

  private static final Set<String> TAGS = Set.of("sign-in", "me", "people");

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley = new ParleyExtension(() -> data, Map.of());

  private final Rest anybody = parley.rest();
  private final JsonNode document = anybody.get("/openapi.json").isJson(200);
  private final ContractCheck contract = new ContractCheck(document);

  @Test
  void everyAnswerIsAsTheContractSays() {
    signingIn();
    Rest ada = parley.administrator().rest();
    Rest ann = parley.account("Ann").rest();
    ownAccount(ann);
    devices(ann);
    administration(ada);
    leaving(ann, ada);
    assertThat(contract.unseen())
        .as("answers that the contract has and nobody asked for")
        .filteredOn(answer -> isOfAccounts(answer.split(" ")[0]))
        .filteredOn(answer -> !FILES.contains(answer))
        .allMatch(answer -> ELSEWHERE.matcher(answer).matches());
  }

  private boolean isOfAccounts(String operation) {
    for (JsonNode path : document.get("paths")) {
      for (JsonNode one : path) {
        if (one.path("operationId").asText().equals(operation)) {
          // the list of one's rooms is checked with the rooms
          return TAGS.contains(one.get("tags").get(0).asText()) && !operation.equals("listMyRooms");
        }
      }
    }
    return false;
  }

  private void signingIn() {
    contract.check("getServer", anybody.get(CHAT + "server"));
    String token = parley.server().setUpToken();
    contract.check("checkLink", post("links/check", Json.object("token", token)).hasStatus(200));
    contract.check("checkLink", post("links/check", Json.object("token", "x")).hasStatus(410));
    contract.check("checkLink", post("links/check", "{}").hasStatus(400));
    contract.check("setUp", account("setup", "token", token, "Root").hasStatus(201));
    contract.check("setUp", account("setup", "token", token, "Root").hasStatus(410));
    contract.check("setUp", post("setup", "{}").hasStatus(400));
    contract.check("signUp", account("sign-up", "invitation", "x", "Eve").hasStatus(410));
    contract.check("signUp", post("sign-up", "{}").hasStatus(400));
    String credentials = Json.object("username", "root", "password", Account.PASSWORD);
    contract.check("signIn", post("sign-in", credentials).hasStatus(200));
    contract.check("signIn", post("sign-in", "{}").hasStatus(400));
    String wrong = Json.object("username", "root", "password", "wrong");
    contract.check("signIn", post("sign-in", wrong).hasStatus(401));
    contract.check("signOut", anybody.send("POST", CHAT + "sign-out").hasStatus(204));
    contract.check("resetPassword", post("reset-password", "{}").hasStatus(400));
  }

  private void ownAccount(Rest ann) {
    contract.check("getMe", ann.get(ME).hasStatus(200));
    contract.check("getMe", anybody.get(ME).hasStatus(401));
    contract.check("changeMe", ann.patch(ME, "{\"status\": \"busy\"}").hasStatus(200));
    contract.check("changeMe", ann.patch(ME, "{}").hasStatus(400));
    byte[] png = Images.encoded(Images.halves(80, 80), "png");
    contract.check("setAvatar", ann.upload(ME + "/avatar", "image/png", png).hasStatus(200));
    contract.check(
        "setAvatar", ann.upload(ME + "/avatar", "image/png", new byte[9]).hasStatus(400));
    contract.check("setAvatar", ann.upload(ME + "/avatar", "text/plain", png).hasStatus(415));
    contract.check("getAvatar", anybody.get(ANN + "/avatar?size=7").hasStatus(400));
    contract.check("removeAvatar", ann.delete(ME + "/avatar").hasStatus(200));
    contract.check("getAvatar", anybody.get(ANN + "/avatar").hasStatus(404));
    String same = Json.object("current", Account.PASSWORD, "password", Account.PASSWORD);
    contract.check("changePassword", ann.post(ME + "/password", same).hasStatus(204));
    contract.check("changePassword", ann.post(ME + "/password", "{}").hasStatus(400));
    String twoFactor = ME + "/two-factor";
    JsonNode begun = contract.check("beginTwoFactor", ann.post(twoFactor, PASSWORD).hasStatus(200));
    contract.check("beginTwoFactor", ann.post(twoFactor, "{}").hasStatus(400));
    String code = Json.object("code", Totp.code(begun.get("secret").asText(), 0));
    contract.check("confirmTwoFactor", ann.post(twoFactor + "/confirm", code).hasStatus(200));
    contract.check("confirmTwoFactor", ann.post(twoFactor + "/confirm", "{}").hasStatus(400));
    contract.check("endTwoFactor", ann.post(twoFactor + "/end", "{}").hasStatus(400));
    contract.check("endTwoFactor", ann.post(twoFactor + "/end", PASSWORD).hasStatus(204));
  }

  private void devices(Rest ann) {
    contract.check("listSessions", ann.get(ME + "/sessions").hasStatus(200));
    contract.check("revokeSession", ann.delete(ME + "/sessions/x").hasStatus(404));
    contract.check("revokeSession", ann.delete(ME + "/sessions/%00").hasStatus(400));
    String credentials = Json.object("username", "ann", "password", Account.PASSWORD);
    JsonNode other = contract.check("signIn", post("sign-in", credentials).hasStatus(200));
    String session = ME + "/sessions/" + other.get("session_id").asText();
    contract.check("revokeSession", ann.delete(session).hasStatus(204));
    contract.check(
        "revokeOtherSessions", ann.send("POST", ME + "/sessions/revoke-others").hasStatus(204));
    String wanted = "{\"name\": \"x\", \"scopes\": [\"read\"], \"expires_in_days\": 3}";
    JsonNode token = contract.check("createToken", ann.post(ME + "/tokens", wanted).hasStatus(201));
    contract.check("createToken", ann.post(ME + "/tokens", "{}").hasStatus(400));
    contract.check("listTokens", ann.get(ME + "/tokens").hasStatus(200));
    String address = ME + "/tokens/" + token.get("id").asText();
    contract.check("revokeToken", ann.delete(address).hasStatus(204));
    contract.check("revokeToken", ann.delete(address).hasStatus(404));
    contract.check("revokeToken", ann.delete(ME + "/tokens/%00").hasStatus(400));
  }

  private void administration(Rest ada) {
    contract.check("listPeople", ada.get(CHAT + "people").hasStatus(200));
    contract.check("listPeople", ada.get(CHAT + "people?limit=1").hasStatus(200));
    contract.check("listPeople", ada.get(CHAT + "people?limit=x").hasStatus(400));
    contract.check("getPerson", ada.get(ANN).hasStatus(200));
    contract.check("getPerson", ada.get(CHAT + "people/%00").hasStatus(400));
    contract.check("changePerson", ada.patch(ANN, "{\"deactivated\": false}").hasStatus(200));
    contract.check("changePerson", ada.patch(ANN, "{}").hasStatus(400));
    JsonNode reset =
        contract.check("createResetLink", ada.send("POST", ANN + "/reset-link").hasStatus(201));
    String bad = CHAT + "people/%00/";
    contract.check("createResetLink", ada.send("POST", bad + "reset-link").hasStatus(400));
    String link = reset.get("link").asText().replaceFirst(".*#", "");
    String chosen = Json.object("token", link, "password", Account.PASSWORD);
    contract.check("resetPassword", post("reset-password", chosen).hasStatus(204));
    contract.check("signOutPerson", ada.send("POST", ANN + "/sign-out").hasStatus(204));
    contract.check("signOutPerson", ada.send("POST", bad + "sign-out").hasStatus(400));
    String wanted = "{\"expires_in_hours\": 2, \"uses\": 1, \"note\": \"For Bob\"}";
    JsonNode made =
        contract.check("createInvitation", ada.post(CHAT + "invitations", wanted).hasStatus(201));
    contract.check("createInvitation", ada.post(CHAT + "invitations", "{}").hasStatus(400));
    contract.check("listInvitations", ada.get(CHAT + "invitations").hasStatus(200));
    String invitation = made.get("link").asText().replaceFirst(".*#", "");
    contract.check("signUp", account("sign-up", "invitation", invitation, "Bob").hasStatus(201));
    JsonNode other =
        contract.check("createInvitation", ada.post(CHAT + "invitations", wanted).hasStatus(201));
    String address = CHAT + "invitations/" + other.get("id").asText();
    contract.check("revokeInvitation", ada.delete(address).hasStatus(204));
    contract.check("revokeInvitation", ada.delete(address).hasStatus(410));
    contract.check("revokeInvitation", ada.delete(CHAT + "invitations/%00").hasStatus(400));
    contract.check("getSettings", ada.get(CHAT + "settings").hasStatus(200));
    contract.check(
        "changeSettings", ada.patch(CHAT + "settings", "{\"name\": \"P\"}").hasStatus(200));
    contract.check("changeSettings", ada.patch(CHAT + "settings", "{}").hasStatus(400));
  }

  private void leaving(Rest ann, Rest ada) {
    Rest cleo = parley.account("Cleo").rest();
    String wanted = Json.object("password", Account.PASSWORD, "messages", "keep");
    contract.check("deleteMe", cleo.post(ME + "/delete", "{}").hasStatus(400));
    contract.check("deleteMe", cleo.post(ME + "/delete", wanted).hasStatus(204));
    String keep = "{\"messages\": \"keep\"}";
    contract.check("banPerson", ada.post(ANN + "/ban", "{\"delete_messages\": 1}").hasStatus(400));
    contract.check("banPerson", ada.post(ANN + "/ban", "{}").hasStatus(204));
    contract.check("deletePerson", ada.post(ANN + "/delete", "{}").hasStatus(400));
    contract.check("deletePerson", ada.post(ANN + "/delete", keep).hasStatus(204));
    contract.check("deletePerson", ada.post(ANN + "/delete", keep).hasStatus(404));
  }

  private RestAnswer post(String path, String body) {
    return anybody.post(CHAT + path, body);
  }

  private RestAnswer account(String path, String kind, String token, String name) {
    return post(path, Json.object(kind, token, "username", name, "password", Account.PASSWORD));
  }
}
