package dev.parley.flow;

import static dev.parley.rights.Action.*;

import dev.parley.rights.Action;
import dev.parley.rights.Decision;
import dev.parley.rights.Door;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What there is to try over a bridge to the event bus: every address, and each of its actions. */
final class WalkBridge {

  private final List<WalkStep> steps = new ArrayList<>();

  static List<WalkStep> steps() {
    WalkBridge all = new WalkBridge();
    all.server();
    all.rooms();
    all.members();
    all.messages();
    all.moderation();
    return all.steps;
  }

  /** The body of a request, for a walker in a place. */
  private interface Body {
    String of(WalkWorld world, WalkPlace place);
  }

  private void add(String address, Action action, Body body) {
    steps.add(
        new WalkStep(
            Door.BUS,
            address,
            action,
            (world, walker, place) -> {
              try (BridgeSocket bridge = walker.bridge()) {
                String there = address.replace("<room_id>", place.room());
                return WalkOutcome.ofBridge(bridge.ask(there, body.of(world, place)), null);
              }
            }));
  }

  private void server() {
    steps.add(
        new WalkStep(
            Door.BUS,
            "chat.session",
            SERVER_LOOK,
            (world, walker, place) -> {
              try (BridgeSocket bridge = new BridgeSocket(walker.server().bridgePort())) {
                return walker.signIn(bridge);
              }
            }));
    add("chat.rooms", ROOMS_LIST, (world, place) -> Json.object("action", "list"));
    add("chat.rooms", ROOMS_CREATE, (w, p) -> Json.object("action", "create", "name", "New"));
    add("chat.people", PEOPLE_LIST, (world, place) -> Json.object("action", "list"));
    add("chat.people", PEOPLE_SEE, (w, p) -> Json.object("action", "get", "whom", WalkWorld.LOW));
    steps.add(closed("chat.follow", ROOM_READ));
    steps.add(closed("chat.unfollow", SERVER_LOOK));
  }

  /**
   * An address that is open within the process only: for clients of bridges it is closed, whatever
   * the table says of what is behind it.
   */
  private static WalkStep closed(String address, Action action) {
    return new WalkStep(
        Door.BUS,
        address,
        action,
        (world, walker, place) -> {
          try (BridgeSocket bridge = walker.bridge()) {
            String body =
                Json.object(
                    "room_id", place.room(),
                    "username", walker.name(),
                    "follower", UUID.randomUUID().toString());
            WalkOutcome outcome = WalkOutcome.ofBridge(bridge.ask(address, body), null);
            return new WalkOutcome(
                outcome.decision() == Decision.NO || outcome.decision() == Decision.SIGN_IN
                    ? null
                    : outcome.decision(),
                outcome.said());
          }
        });
  }

  private void rooms() {
    add("chat.history", ROOM_READ, (world, place) -> Json.object("room_id", place.room()));
    add("chat.room.<room_id>.post", ROOM_POST, (w, p) -> Json.object("content", "Hello!"));
    steps.add(
        new WalkStep(
            Door.BUS,
            "chat.room.<room_id>.events",
            ROOM_READ,
            (world, walker, place) -> {
              try (BridgeSocket bridge = walker.bridge()) {
                return WalkOutcome.ofBridge(
                    bridge.listen("chat.room." + place.room() + ".events"), null);
              }
            }));
  }

  private static String in(WalkPlace place, String action, String... more) {
    List<String> fields = new ArrayList<>(List.of("action", action, "room_id", place.room()));
    fields.addAll(List.of(more));
    return Json.object(fields.toArray(String[]::new));
  }

  private void members() {
    String address = "chat.members";
    add(address, ROOM_MEMBERS, (world, place) -> in(place, "list"));
    add(address, ROOM_INVITE, (w, place) -> in(place, "invite", "whom", WalkWorld.NEWCOMER));
    add(
        address,
        ROOM_SET_ROLE,
        (w, place) -> in(place, "set_role", "whom", WalkWorld.LOW, "role", "reader"));
    add(address, ROOM_REMOVE, (w, place) -> in(place, "remove", "whom", WalkWorld.LOW));
    add(address, ROOM_JOIN, (world, place) -> in(place, "join"));
    add(address, ROOM_LEAVE, (world, place) -> in(place, "leave"));
  }

  private void messages() {
    String address = "chat.messages";
    String thumb = "\uD83D\uDC4D";
    add(address, ROOM_READ, (w, place) -> in(place, "find", "message_id", place.others()));
    add(address, ROOM_READ, (w, place) -> in(place, "thread", "message_id", place.others()));
    add(address, ROOM_READ, (w, place) -> in(place, "versions", "message_id", place.own()));
    add(
        address,
        ROOM_READ,
        (w, place) -> in(place, "reactions", "message_id", place.others(), "emoji", thumb));
    add(address, ROOM_READ, (w, place) -> in(place, "pins"));
    add(
        address,
        ROOM_EDIT_OWN,
        (w, place) -> in(place, "edit", "message_id", place.own(), "content", "Other words"));
    add(
        address,
        ROOM_REACT,
        (w, place) -> in(place, "react", "message_id", place.others(), "emoji", thumb));
    add(
        address,
        ROOM_REACT,
        (w, place) -> in(place, "unreact", "message_id", place.others(), "emoji", thumb));
    add(address, ROOM_PIN, (w, place) -> in(place, "pin", "message_id", place.others()));
    add(address, ROOM_PIN, (w, place) -> in(place, "unpin", "message_id", place.others()));
  }

  private void moderation() {
    String address = "chat.moderation";
    add(address, ROOM_DELETE_OWN, (w, place) -> in(place, "delete", "message_id", place.own()));
    add(address, ROOM_DELETE_ANY, (w, place) -> in(place, "delete", "message_id", place.others()));
    add(
        address,
        ROOM_REPORT,
        (w, place) -> in(place, "report", "message_id", place.others(), "reason", "rude"));
    add(
        address,
        ROOM_MUTE,
        (w, place) ->
            in(place, "mute", "whom", WalkWorld.LOW).replaceFirst("}$", ",\"seconds\":60}"));
    add(address, ROOM_MUTE, (w, place) -> in(place, "unmute", "whom", WalkWorld.LOW));
    add(address, ROOM_BAN, (w, place) -> in(place, "ban", "whom", WalkWorld.LOW));
    add(address, ROOM_BAN, (w, place) -> in(place, "unban", "whom", WalkWorld.LOW));
  }
}
