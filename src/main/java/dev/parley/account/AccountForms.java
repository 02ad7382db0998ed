package dev.parley.account;

import dev.parley.bus.Availability;
import dev.parley.bus.Link;
import dev.parley.bus.Person;
import dev.parley.bus.Reply.SettingsFound;
import dev.parley.bus.Session;
import dev.parley.bus.SessionId;
import dev.parley.bus.Timestamps;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** How accounts and what belongs to them look to clients in JSON. */
final class AccountForms {

  private AccountForms() {}

  /** An account, as its own person sees it. */
  static JsonObject me(Person person, SessionId session) {
    return new JsonObject()
        .put("id", person.id().toString())
        .put("username", person.name().value())
        .put("display_name", person.profile().displayName())
        .put("about", person.profile().about())
        .put("status", person.profile().status())
        .put("role", PersonColumns.text(person.role()))
        .put("avatar", avatar(person))
        .put("two_factor", person.twoFactor())
        .put("hide_last_seen", person.hideLastSeen())
        .put("receipts", person.receipts())
        .put("session_id", session == null ? null : session.toString())
        .put("created_at", Timestamps.format(person.createdAt()));
  }

  /** An account, as others see it. */
  static JsonObject person(Person person, Availability presence) {
    JsonObject json =
        new JsonObject()
            .put("id", person.id().toString())
            .put("username", person.name().value())
            .put("display_name", person.profile().displayName())
            .put("about", person.profile().about())
            .put("status", person.profile().status())
            .put("role", PersonColumns.text(person.role()))
            .put("avatar", avatar(person))
            .put("presence", presence.text());
    if (person.seenAt() != null && !person.hideLastSeen()) {
      json.put("last_seen", Timestamps.format(person.seenAt()));
    }
    return person.deactivated() ? json.put("deactivated", true) : json;
  }

  /** Where a picture is; a new one is at another address. Null for none. */
  static String avatar(Person person) {
    return person.avatar() == 0
        ? null
        : people(person.name().value()) + "/avatar?v=" + person.avatar();
  }

  /** The address of an account. */
  static String people(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/api/chat/people/" + encoded;
  }

  /** A session of a browser. */
  static JsonObject session(Session session, SessionId current) {
    return new JsonObject()
        .put("id", session.id().toString())
        .put("agent", session.label())
        .put("address", session.address())
        .put("created_at", Timestamps.format(session.createdAt()))
        .put("seen_at", Timestamps.format(session.seenAt()))
        .put("expires_at", time(session.expiresAt()))
        .put("current", Objects.equals(session.id(), current));
  }

  /** An access token, without the token itself. */
  static JsonObject token(Session session) {
    return new JsonObject()
        .put("id", session.id().toString())
        .put("name", session.label())
        .put(
            "scopes",
            new JsonArray(session.scopes().stream().sorted().map(PersonColumns::text).toList()))
        .put("address", session.address())
        .put("created_at", Timestamps.format(session.createdAt()))
        .put("seen_at", Timestamps.format(session.seenAt()))
        .put("expires_at", time(session.expiresAt()));
  }

  /** A link, as whoever opens it sees it. */
  static JsonObject link(Link link) {
    JsonObject json =
        new JsonObject()
            .put("kind", PersonColumns.text(link.kind()))
            .put("expires_at", Timestamps.format(link.expiresAt()));
    if (link.person() != null) {
      json.put("username", link.person().value());
    }
    return link.madeBy() == null ? json : json.put("invited_by", link.madeBy().value());
  }

  /** An invitation, as administrators see it, without the link itself. */
  static JsonObject invitation(Link link) {
    return new JsonObject()
        .put("id", link.id().toString())
        .put("made_by", link.madeBy() == null ? null : link.madeBy().value())
        .put("note", link.note())
        .put("uses", link.uses())
        .put("max_uses", link.maxUses())
        .put("created_at", Timestamps.format(link.createdAt()))
        .put("expires_at", Timestamps.format(link.expiresAt()));
  }

  /** The settings, as administrators see them. */
  static JsonObject settings(SettingsFound found) {
    return new JsonObject()
        .put("sign_up", PersonColumns.text(found.settings().signUp()))
        .put("name", found.settings().name());
  }

  private static String time(Instant time) {
    return time == null ? null : Timestamps.format(time);
  }
}
