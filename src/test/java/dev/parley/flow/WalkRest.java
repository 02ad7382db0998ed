package dev.parley.flow;

import static dev.parley.rights.Action.*;

import dev.parley.rights.Action;
import dev.parley.rights.Door;
import dev.parley.testing.Account;
import dev.parley.testing.Json;
import dev.parley.testing.RestAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What there is to try over REST: every operation, and each thing that it can do. */
final class WalkRest {

  private static final String ME = "/api/chat/me";
  private static final String WRONG_PASSWORD = "not the right one";
  private static final String THUMB = "%F0%9F%91%8D";

  private static final byte[] NO_PICTURE = {1, 2, 3};

  private final List<WalkStep> steps = new ArrayList<>();

  /** In a room. */
  private record Here(WalkWorld world, Walker walker, WalkPlace place) {
    String path() {
      return "/api/chat/rooms/" + place.room();
    }

    String of(String what, String name) {
      return path() + "/" + what + "/" + name;
    }

    String message(String id) {
      return path() + "/messages/" + id;
    }

    RestAnswer get(String path) {
      return walker.rest().get(path);
    }

    RestAnswer post(String path, String body) {
      return body == null ? walker.rest().send("POST", path) : walker.rest().post(path, body);
    }

    RestAnswer put(String path, String body) {
      return WalkWorld.put(walker.rest(), path, body);
    }

    RestAnswer patch(String body) {
      return walker.rest().patch(path(), body);
    }

    /** About another's message, by somebody who says a name where there is no account. */
    RestAnswer named(String method, String what) {
      String who = "?username=" + URLEncoder.encode(walker.name(), StandardCharsets.UTF_8);
      return walker.rest().send(method, message(place.others()) + what + who);
    }

    RestAnswer delete(String path) {
      return walker.rest().delete(path);
    }
  }

  static List<WalkStep> steps() {
    WalkRest all = new WalkRest();
    all.coming();
    all.oneself();
    all.people();
    all.server();
    all.rooms();
    all.members();
    all.moderation();
    return all.steps;
  }

  private void add(String operation, Action action, Function<Here, RestAnswer> request) {
    add(operation, action, null, request);
  }

  /** The fine code is of a problem that only somebody sees who may ask. */
  private void add(
      String operation, Action action, String fine, Function<Here, RestAnswer> request) {
    steps.add(
        new WalkStep(
            Door.REST,
            operation,
            action,
            (world, walker, place) ->
                WalkOutcome.of(request.apply(new Here(world, walker, place)), fine)));
  }

  private void coming() {
    String token = Json.object("token", "none");
    add("getServer", SERVER_LOOK, here -> here.get("/api/chat/server"));
    add(
        "checkLink",
        SERVER_LOOK,
        "invalid_link",
        here -> here.post("/api/chat/links/check", token));
    add(
        "setUp",
        SERVER_SET_UP,
        "invalid_link",
        here ->
            here.post(
                "/api/chat/setup",
                Json.object(
                    "token",
                    "none",
                    "username",
                    here.world().unused(),
                    "password",
                    Account.PASSWORD)));
    add(
        "signUp",
        SERVER_SIGN_UP,
        "invitation_needed",
        here ->
            here.post(
                "/api/chat/sign-up",
                Json.object("username", here.world().unused(), "password", Account.PASSWORD)));
    add(
        "signIn",
        SERVER_SIGN_IN,
        "wrong_credentials",
        here ->
            here.post(
                "/api/chat/sign-in",
                Json.object("username", WalkWorld.LOW, "password", WRONG_PASSWORD)));
    add("signOut", SERVER_SIGN_OUT, here -> here.post("/api/chat/sign-out", null));
    add(
        "resetPassword",
        SERVER_RESET_PASSWORD,
        "invalid_link",
        here ->
            here.post(
                "/api/chat/reset-password",
                Json.object("token", "none", "password", Account.PASSWORD)));
  }

  private void oneself() {
    String wrong = Json.object("password", WRONG_PASSWORD);
    add("getMe", ME_READ, here -> here.get(ME));
    add("listMyRooms", ME_READ, here -> here.get(ME + "/rooms"));
    add("changeMe", ME_CHANGE, here -> here.walker().rest().patch(ME, Json.object("about", "Hi")));
    add(
        "setAvatar",
        ME_CHANGE,
        "invalid_image",
        here -> here.walker().rest().upload(ME + "/avatar", "image/png", NO_PICTURE));
    add("removeAvatar", ME_CHANGE, here -> here.delete(ME + "/avatar"));
    add(
        "changePassword",
        ME_SECURE,
        "wrong_credentials",
        here ->
            here.post(
                ME + "/password",
                Json.object("current", WRONG_PASSWORD, "password", Account.PASSWORD)));
    add(
        "beginTwoFactor",
        ME_SECURE,
        "wrong_credentials",
        here -> here.post(ME + "/two-factor", wrong));
    add(
        "confirmTwoFactor",
        ME_SECURE,
        "wrong_credentials",
        here -> here.post(ME + "/two-factor/confirm", Json.object("code", "000000")));
    add(
        "endTwoFactor",
        ME_SECURE,
        "wrong_credentials",
        here -> here.post(ME + "/two-factor/end", wrong));
    add("listSessions", ME_SECURE, here -> here.get(ME + "/sessions"));
    add(
        "revokeSession",
        ME_SECURE,
        "not_found",
        here -> here.delete(ME + "/sessions/" + UUID.randomUUID()));
    add("revokeOtherSessions", ME_SECURE, here -> here.post(ME + "/sessions/revoke-others", null));
    add("listTokens", ME_SECURE, here -> here.get(ME + "/tokens"));
    add(
        "createToken",
        ME_SECURE,
        here -> here.post(ME + "/tokens", "{\"name\":\"one\",\"scopes\":[\"read\"]}"));
    add(
        "revokeToken",
        ME_SECURE,
        "not_found",
        here -> here.delete(ME + "/tokens/" + UUID.randomUUID()));
    add("exportMe", ME_SECURE, here -> here.get(ME + "/export"));
    add(
        "deleteMe",
        ME_SECURE,
        "wrong_credentials",
        here ->
            here.post(ME + "/delete", Json.object("password", WRONG_PASSWORD, "messages", "keep")));
  }

  private static String person(String name) {
    return "/api/chat/people/" + name;
  }

  private static String victim(Here here) {
    return person(here.world().victim(here.walker()));
  }

  private void people() {
    add("listPeople", PEOPLE_LIST, here -> here.get("/api/chat/people"));
    add("getPerson", PEOPLE_SEE, here -> here.get(person(WalkWorld.LOW)));
    add("getAvatar", PEOPLE_SEE, "not_found", here -> here.get(person(WalkWorld.LOW) + "/avatar"));
    add(
        "changePerson",
        PEOPLE_MANAGE,
        here -> here.walker().rest().patch(victim(here), "{\"deactivated\":true}"));
    add(
        "deletePerson",
        PEOPLE_MANAGE,
        here -> here.post(victim(here) + "/delete", Json.object("messages", "keep")));
    add("banPerson", PEOPLE_MANAGE, here -> here.post(victim(here) + "/ban", "{}"));
    add("createResetLink", PEOPLE_MANAGE, here -> here.post(victim(here) + "/reset-link", null));
    add("signOutPerson", PEOPLE_MANAGE, here -> here.post(victim(here) + "/sign-out", null));
  }

  private void server() {
    String invitations = "/api/chat/invitations";
    String settings = "/api/chat/settings";
    String reports = "/api/chat/reports";
    add("listInvitations", INVITATIONS_MANAGE, here -> here.get(invitations));
    add(
        "createInvitation",
        INVITATIONS_MANAGE,
        here -> here.post(invitations, "{\"expires_in_hours\":1,\"uses\":1}"));
    add(
        "revokeInvitation",
        INVITATIONS_MANAGE,
        "invalid_link",
        here -> here.delete(invitations + "/" + UUID.randomUUID()));
    add("getSettings", SETTINGS_MANAGE, here -> here.get(settings));
    add(
        "changeSettings",
        SETTINGS_MANAGE,
        here -> here.walker().rest().patch(settings, Json.object("name", "Walk")));
    add("listAudit", AUDIT_READ, here -> here.get("/api/chat/audit"));
    add("exportAudit", AUDIT_READ, here -> here.get("/api/chat/audit/export"));
    add("listReports", REPORTS_LIST, here -> here.get(reports));
    add(
        "closeReport",
        REPORTS_LIST,
        "not_found",
        here ->
            here.post(
                reports + "/" + UUID.randomUUID() + "/close", Json.object("outcome", "dismissed")));
  }

  private void rooms() {
    String rooms = "/api/chat/rooms";
    add("listRooms", ROOMS_LIST, here -> here.get(rooms));
    add("createRoom", ROOMS_CREATE, here -> here.post(rooms, Json.object("name", "New")));
    add(
        "createRoom",
        ROOMS_CREATE_PRIVATE,
        here -> here.post(rooms, Json.object("name", "New", "kind", "private")));
    add(
        "openDirect",
        ROOMS_OPEN_DIRECT,
        here ->
            here.post(
                "/api/chat/direct", "{\"usernames\":[\"%s\"]}".formatted(WalkWorld.NEWCOMER)));
    add("getRoom", ROOM_READ, here -> here.get(here.path()));
    add("listMessages", ROOM_READ, here -> here.get(here.path() + "/messages"));
    add("listOnlineUsers", ROOM_READ, here -> here.get(here.path() + "/online"));
    add(
        "postMessage",
        ROOM_POST,
        here ->
            here.post(
                here.path() + "/messages",
                Json.object("username", here.walker().name(), "content", "Hello!")));
    add("changeRoom", ROOM_TOPIC, here -> change(here, "\"topic\":\"Tea\""));
    add("changeRoom", ROOM_RENAME, here -> change(here, "\"name\":\"Renamed\""));
    add("changeRoom", ROOM_SETTINGS, here -> change(here, "\"slow_mode\":5"));
    add("changeRoom", ROOM_ARCHIVE, here -> change(here, "\"archived\":true"));
    add("changeRoom", ROOM_MAKE_PRIVATE, here -> change(here, "\"kind\":\"private\""));
    add("deleteRoom", ROOM_DELETE, here -> here.delete(here.path()));
  }

  /** Who has no account has to say a name. */
  private static RestAnswer change(Here here, String field) {
    return here.patch("{\"username\":\"%s\",%s}".formatted(here.walker().name(), field));
  }

  private void members() {
    add("listMembers", ROOM_MEMBERS, here -> here.get(here.path() + "/members"));
    add("joinRoom", ROOM_JOIN, here -> here.post(here.path() + "/join", null));
    add("leaveRoom", ROOM_LEAVE, here -> here.post(here.path() + "/leave", null));
    add("changeRoomPreferences", ROOM_PREFERENCES, WalkRest::prefer);
    add(
        "putMember",
        ROOM_INVITE,
        here -> here.put(here.of("members", WalkWorld.NEWCOMER), Json.object("role", "reader")));
    add(
        "putMember",
        ROOM_SET_ROLE,
        here -> here.put(here.of("members", WalkWorld.LOW), Json.object("role", "reader")));
    add("removeMember", ROOM_REMOVE, here -> here.delete(here.of("members", WalkWorld.LOW)));
  }

  /** Only who belongs to a room has any; who may, joins first. */
  private static RestAnswer prefer(Here here) {
    here.post(here.path() + "/join", null);
    return here.walker().rest().patch(here.path() + "/preferences", "{\"favourite\":true}");
  }

  private void messages() {
    add("getMessage", ROOM_READ, here -> here.get(here.message(here.place().others())));
    add(
        "editMessage",
        ROOM_EDIT_OWN,
        here ->
            here.walker()
                .rest()
                .patch(here.message(here.place().own()), Json.object("content", "Other words")));
    add(
        "listVersions",
        ROOM_READ,
        here -> here.get(here.message(here.place().own()) + "/versions"));
    add("addReaction", ROOM_REACT, here -> here.named("PUT", "/reactions/" + THUMB));
    add("removeReaction", ROOM_REACT, here -> here.named("DELETE", "/reactions/" + THUMB));
    add(
        "listReactions",
        ROOM_READ,
        here -> here.get(here.message(here.place().others()) + "/reactions/" + THUMB));
    add("pinMessage", ROOM_PIN, here -> here.named("PUT", "/pin"));
    add("unpinMessage", ROOM_PIN, here -> here.named("DELETE", "/pin"));
    add("listPins", ROOM_READ, here -> here.get(here.path() + "/pins"));
    add("getThread", ROOM_READ, here -> here.get(here.message(here.place().others()) + "/thread"));
  }

  private void moderation() {
    String reason = "{\"username\":\"%s\",\"reason\":\"rude\"}";
    messages();
    add("deleteMessage", ROOM_DELETE_OWN, here -> here.delete(here.message(here.place().own())));
    add("deleteMessage", ROOM_DELETE_ANY, here -> here.delete(here.message(here.place().others())));
    add(
        "reportMessage",
        ROOM_REPORT,
        here ->
            here.post(
                here.message(here.place().others()) + "/report",
                reason.formatted(here.walker().name())));
    add(
        "mutePerson",
        ROOM_MUTE,
        here -> here.put(here.of("mutes", WalkWorld.LOW), "{\"seconds\":60}"));
    add("unmutePerson", ROOM_MUTE, here -> here.delete(here.of("mutes", WalkWorld.LOW)));
    add("listRestrictions", ROOM_RESTRICTIONS, here -> here.get(here.path() + "/restrictions"));
    add("banFromRoom", ROOM_BAN, here -> here.put(here.of("bans", WalkWorld.LOW), "{}"));
    add("unbanFromRoom", ROOM_BAN, here -> here.delete(here.of("bans", WalkWorld.LOW)));
  }
}
