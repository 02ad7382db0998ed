package dev.parley.flow;

import dev.parley.testing.Account;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two servers, one for members only and one that is open, with people who own and share rooms; and
 * on demand somebody of a standing, and a room in which they stand so.
 */
final class WalkWorld implements AutoCloseable {

  /** Belongs to every room, and may be acted on by moderators. */
  static final String LOW = "Lea";

  /** Belongs to no room yet. */
  static final String NEWCOMER = "Nick";

  private static final String ROOMS = "/api/chat/rooms";

  private final ParleyServer members;
  private final ParleyServer open;
  private final Map<ParleyServer, Account> owners = new HashMap<>();
  private final Map<ParleyServer, Account> lows = new HashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  WalkWorld(Path folder) {
    members = start(folder.resolve("members"), "members");
    open = start(folder.resolve("open"), "open");
    for (ParleyServer server : List.of(members, open)) {
      owners.put(server, server.account("Olga"));
      lows.put(server, server.account(LOW));
      server.account(NEWCOMER);
    }
  }

  private static ParleyServer start(Path data, String mode) {
    return ParleyServer.start(
        data, Map.of("access.mode", mode, "bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));
  }

  /** Somebody of this standing, whom nobody has seen before. */
  Walker walker(WalkStanding standing) {
    String name = "Walker" + count.incrementAndGet();
    return switch (standing) {
      case NOBODY -> new Walker(members, name, List.of(), null);
      case GUEST_IN_COMMONS -> new Walker(open, name, List.of(), null);
      case ACCOUNT_IN_COMMONS -> signedIn(open, name, "member");
      case ADMINISTRATOR, ADMINISTRATOR_OUTSIDE -> signedIn(members, name, "administrator");
      default -> signedIn(members, name, "member");
    };
  }

  private static Walker signedIn(ParleyServer server, String name, String role) {
    Account account = server.account(name, role);
    String token = server.token(account, "read write admin").value();
    return new Walker(server, name, List.of(account.headers()), token);
  }

  /** What the walker comes with in the end: for a standing by token, that token. */
  Walker arrived(WalkStanding standing, Walker walker) {
    return switch (standing) {
      case READ_ONLY_TOKEN -> byToken(walker, created(walker, "[\"read\"]"));
      case REVOKED_TOKEN -> {
        RestAnswer made = created(walker, "[\"read\",\"write\",\"admin\"]");
        String id = made.json().get("id").asText();
        walker.rest().delete("/api/chat/me/tokens/" + id).hasStatus(204);
        yield byToken(walker, made);
      }
      default -> walker;
    };
  }

  private static RestAnswer created(Walker walker, String scopes) {
    return walker
        .rest()
        .post("/api/chat/me/tokens", "{\"name\":\"walk\",\"scopes\":%s}".formatted(scopes))
        .hasStatus(201);
  }

  private static Walker byToken(Walker walker, RestAnswer made) {
    String token = made.json().get("token").asText();
    return new Walker(
        walker.server(), walker.name(), List.of("Authorization", "Bearer " + token), token);
  }

  /** A new room in which the walker stands so. */
  WalkPlace place(WalkStanding standing, Walker walker) {
    return switch (standing) {
      case NOBODY -> place(shared(walker, "public", null), walker, false);
      case GUEST_IN_COMMONS, ACCOUNT_IN_COMMONS -> commons(walker);
      case OUTSIDER, ADMINISTRATOR_OUTSIDE -> place(shared(walker, "private", null), walker, false);
      case VISITOR, ADMINISTRATOR -> place(shared(walker, "public", null), walker, true);
      case REMOVED_MEMBER -> {
        WalkPlace place = place(shared(walker, "private", "member"), walker, true);
        owner(walker).delete(member(place, walker)).hasStatus(204);
        yield place;
      }
      case BANNED -> {
        WalkPlace place = place(shared(walker, "public", null), walker, true);
        String ban = ROOMS + "/" + place.room() + "/bans/" + walker.name();
        put(owner(walker), ban, "{}").hasStatus(204);
        yield place;
      }
      case READER -> {
        WalkPlace place = place(shared(walker, "private", "member"), walker, true);
        put(owner(walker), member(place, walker), "{\"role\":\"reader\"}").hasStatus(200);
        yield place;
      }
      case MODERATOR -> place(shared(walker, "private", "moderator"), walker, true);
      case OWNER -> owned(walker);
      case PARTNER -> direct(walker);
      case MEMBER, READ_ONLY_TOKEN, REVOKED_TOKEN ->
          place(shared(walker, "private", "member"), walker, true);
    };
  }

  private static String member(WalkPlace place, Walker walker) {
    return ROOMS + "/" + place.room() + "/members/" + walker.name();
  }

  /** A room of the owner's, to which somebody belongs besides, and the walker if it has a role. */
  private String shared(Walker walker, String kind, String role) {
    String room = make(owner(walker), kind);
    invite(owner(walker), room, LOW, "member");
    if (role != null) {
      invite(owner(walker), room, walker.name(), role);
    }
    return room;
  }

  private WalkPlace owned(Walker walker) {
    String room = make(walker.rest(), "public");
    invite(walker.rest(), room, LOW, "member");
    return place(room, walker, true);
  }

  private WalkPlace commons(Walker walker) {
    return place(make(new Rest(walker.server().port()), "public"), walker, true);
  }

  private WalkPlace direct(Walker walker) {
    RestAnswer opened =
        walker.rest().post("/api/chat/direct", "{\"usernames\":[\"%s\"]}".formatted(LOW));
    assertOpened(opened);
    return place(opened.json().get("id").asText(), walker, true);
  }

  private static void assertOpened(RestAnswer opened) {
    if (opened.status() != 200) {
      opened.hasStatus(201);
    }
  }

  private String make(Rest by, String kind) {
    String body = Json.object("name", "Walk " + count.incrementAndGet(), "kind", kind);
    return by.post(ROOMS, body).hasStatus(201).json().get("id").asText();
  }

  private static void invite(Rest by, String room, String whom, String role) {
    RestAnswer invited =
        put(by, ROOMS + "/" + room + "/members/" + whom, Json.object("role", role));
    if (invited.status() != 200) {
      invited.hasStatus(201);
    }
  }

  static RestAnswer put(Rest by, String path, String body) {
    return by.sendBody("PUT", path, body, "Content-Type", "application/json");
  }

  private WalkPlace place(String room, Walker walker, boolean writes) {
    String others = post(lows.get(walker.server()).rest(), room, LOW);
    String own = writes ? post(walker.rest(), room, walker.name()) : others;
    return new WalkPlace(room, own, others);
  }

  private static String post(Rest by, String room, String name) {
    String body = Json.object("username", name, "content", "Hello!");
    return by.post(ROOMS + "/" + room + "/messages", body).hasStatus(201).json().get("id").asText();
  }

  private Rest owner(Walker walker) {
    return owners.get(walker.server()).rest();
  }

  /** Somebody who belongs to every room, and hears what is said there. */
  Walker listener(Walker walker) {
    Account low = lows.get(walker.server());
    return new Walker(walker.server(), LOW, List.of(low.headers()), null);
  }

  /** An account that nobody will miss. */
  String victim(Walker walker) {
    return walker.server().account("Victim" + count.incrementAndGet()).name();
  }

  /** A name that nobody has. */
  String unused() {
    return "Unused" + count.incrementAndGet();
  }

  @Override
  public void close() {
    members.close();
    open.close();
  }
}
