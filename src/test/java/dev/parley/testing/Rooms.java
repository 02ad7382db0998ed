package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What somebody does to rooms over REST. */
public final class Rooms {

  private static final String ROOMS = "/api/chat/rooms";

  private final Rest rest;

  private Rooms(Rest rest) {
    this.rest = rest;
  }

  /** As somebody with an account. */
  public static Rooms of(Account account) {
    return new Rooms(account.rest());
  }

  /** As anybody. */
  public static Rooms of(Rest rest) {
    return new Rooms(rest);
  }

  /** Makes a public room and gives its id. */
  public String make() {
    return make("{\"name\":\"Theirs\"}");
  }

  /** Makes a private room and gives its id. */
  public String makePrivate() {
    return make("{\"name\":\"Secret\",\"kind\":\"private\"}");
  }

  /** Makes a room and gives its id. */
  public String make(String json) {
    return rest.post(ROOMS, json).isJson(201).get("id").asText();
  }

  /** Opens a conversation. */
  public RestAnswer direct(String... usernames) {
    StringBuilder names = new StringBuilder();
    for (String name : usernames) {
      names.append(names.isEmpty() ? "" : ",").append('"').append(name).append('"');
    }
    return rest.post("/api/chat/direct", "{\"usernames\":[" + names + "]}");
  }

  public RestAnswer get(String room) {
    return rest.get(ROOMS + "/" + room);
  }

  public RestAnswer change(String room, String json) {
    return rest.patch(ROOMS + "/" + room, json);
  }

  public RestAnswer delete(String room) {
    return rest.delete(ROOMS + "/" + room);
  }

  public RestAnswer join(String room) {
    return rest.send("POST", ROOMS + "/" + room + "/join");
  }

  public RestAnswer leave(String room) {
    return rest.send("POST", ROOMS + "/" + room + "/leave");
  }

  /** Invites somebody, or changes what a member is. */
  public RestAnswer put(String room, String username, String role) {
    return send(room, "members/" + encode(username), Json.object("role", role));
  }

  public RestAnswer remove(String room, String username) {
    return rest.delete(ROOMS + "/" + room + "/members/" + encode(username));
  }

  public RestAnswer members(String room) {
    return rest.get(ROOMS + "/" + room + "/members");
  }

  /** Name and role of all, as {@code Ann=owner}. */
  public List<String> roles(String room) {
    List<String> roles = new ArrayList<>();
    for (JsonNode member : members(room).isJson(200)) {
      roles.add(member.get("username").asText() + "=" + member.get("role").asText());
    }
    return roles;
  }

  public RestAnswer mute(String room, String username, int seconds) {
    return send(room, "mutes/" + encode(username), "{\"seconds\":" + seconds + "}");
  }

  public RestAnswer unmute(String room, String username) {
    return rest.delete(ROOMS + "/" + room + "/mutes/" + encode(username));
  }

  public RestAnswer ban(String room, String username) {
    return rest.send("PUT", ROOMS + "/" + room + "/bans/" + encode(username));
  }

  /** Bans somebody with everything they wrote. */
  public RestAnswer banAndErase(String room, String username) {
    return send(room, "bans/" + encode(username), "{\"delete_messages\":true}");
  }

  public RestAnswer unban(String room, String username) {
    return rest.delete(ROOMS + "/" + room + "/bans/" + encode(username));
  }

  public RestAnswer restrictions(String room) {
    return rest.get(ROOMS + "/" + room + "/restrictions");
  }

  /** Writes as somebody. */
  public RestAnswer post(String room, String username, String content) {
    String body = Json.object("username", username, "content", content);
    return rest.post(ROOMS + "/" + room + "/messages", body);
  }

  /** Writes, and gives the id of the message. */
  public String say(String room, String username, String content) {
    return post(room, username, content).isJson(201).get("id").asText();
  }

  public RestAnswer deleteMessage(String room, String message) {
    return rest.delete(ROOMS + "/" + room + "/messages/" + message);
  }

  public RestAnswer report(String room, String message, String json) {
    return rest.post(ROOMS + "/" + room + "/messages/" + message + "/report", json);
  }

  /** Everything in a room's log, notices too. */
  public List<JsonNode> log(String room) {
    List<JsonNode> all = new ArrayList<>();
    String page = ROOMS + "/" + room + "/messages?after=0&limit=100&notices=true";
    while (page != null) {
      RestAnswer answer = rest.get(page).hasStatus(200);
      answer.json().forEach(all::add);
      page = answer.link("next");
    }
    return all;
  }

  /** What the log tells besides messages, as {@code Ann added Ben}. */
  public List<String> notices(String room) {
    return log(room).stream().filter(each -> each.has("event")).map(Rooms::text).toList();
  }

  private static String text(JsonNode notice) {
    String value = notice.path("subject").asText(notice.path("value").asText());
    return (notice.get("username").asText() + " " + notice.get("event").asText() + " " + value)
        .strip();
  }

  /** One's own rooms. */
  public JsonNode mine() {
    return rest.get("/api/chat/me/rooms").isJson(200);
  }

  private RestAnswer send(String room, String what, String json) {
    return rest.sendBody(
        "PUT", ROOMS + "/" + room + "/" + what, json, "Content-Type", "application/json");
  }

  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
