package dev.parley.flow;

import static dev.parley.rights.Action.*;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rights.Action;
import dev.parley.rights.Decision;
import dev.parley.rights.Door;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import java.util.List;
import java.util.UUID;

/** What there is to try on both kinds of sockets: coming in, and every frame. */
final class WalkSockets {

  private WalkSockets() {}

  /** What is tried when somebody is in. */
  private interface Inside {
    WalkOutcome on(ChatClient socket) throws Exception;
  }

  static List<WalkStep> steps() {
    return List.of(
        plain("open", ROOM_READ, (world, walker, place) -> inPlain(walker, place, in -> yes())),
        plain(
            "message",
            ROOM_POST,
            (world, walker, place) -> inPlain(walker, place, WalkSockets::saysPlainly)),
        plain("typing", ROOM_TYPE, WalkSockets::typesPlainly),
        full("open", ROOMS_LIST, (world, walker, place) -> inFull(walker, in -> yes())),
        full(
            "subscribe",
            ROOM_READ,
            (world, walker, place) ->
                inFull(walker, in -> answer(in, FullFrames.subscribe(place.room())))),
        full(
            "message",
            ROOM_POST,
            (world, walker, place) -> inRoom(walker, place, in -> says(in, place))),
        full("typing", ROOM_TYPE, WalkSockets::types),
        full(
            "unsubscribe",
            SERVER_LOOK,
            (world, walker, place) ->
                inFull(walker, in -> answer(in, FullFrames.unsubscribe(place.room())))),
        full(
            "ping",
            SERVER_LOOK,
            (world, walker, place) -> inFull(walker, in -> answer(in, FullFrames.ping()))),
        full(
            "presence",
            SERVER_LOOK,
            (world, walker, place) -> inFull(walker, WalkSockets::turnsAway)));
  }

  private static WalkStep plain(String entry, Action action, WalkStep.Try trying) {
    return new WalkStep(Door.PLAIN, entry, action, trying);
  }

  private static WalkStep full(String entry, Action action, WalkStep.Try trying) {
    return new WalkStep(Door.SOCKET, entry, action, trying);
  }

  private static WalkOutcome yes() {
    return WalkOutcome.yes();
  }

  /** Whoever isn't let in is told so by the close, and can say nothing. */
  private static WalkOutcome inPlain(Walker walker, WalkPlace place, Inside inside)
      throws Exception {
    try (ChatClient socket = walker.plain(place.room())) {
      return isIn(socket) ? inside.on(socket) : WalkOutcome.of(socket.awaitClose());
    }
  }

  private static WalkOutcome inFull(Walker walker, Inside inside) throws Exception {
    try (ChatClient socket = walker.full()) {
      return isIn(socket) ? inside.on(socket) : WalkOutcome.of(socket.awaitClose());
    }
  }

  private static boolean isIn(ChatClient socket) {
    return socket.nextUnlessClosed() != null;
  }

  /** Whoever may not subscribe may do nothing else there either. */
  private static WalkOutcome inRoom(Walker walker, WalkPlace place, Inside inside)
      throws Exception {
    return inFull(
        walker,
        socket -> {
          WalkOutcome subscribed = answer(socket, FullFrames.subscribe(place.room()));
          return subscribed.decision() == Decision.YES ? inside.on(socket) : subscribed;
        });
  }

  private static WalkOutcome answer(ChatClient socket, String frame) {
    socket.send(frame);
    return WalkOutcome.of(socket.next());
  }

  private static WalkOutcome turnsAway(ChatClient socket) {
    socket.send(Json.object("type", "presence", "status", "away"));
    return answer(socket, FullFrames.ping());
  }

  private static WalkOutcome saysPlainly(ChatClient socket) {
    socket.say("Hello!");
    return until(socket, "message");
  }

  private static WalkOutcome says(ChatClient socket, WalkPlace place) {
    socket.send(FullFrames.message(place.room(), "Hello!", UUID.randomUUID().toString()));
    return until(socket, "ack");
  }

  private static WalkOutcome until(ChatClient socket, String type) {
    JsonNode frame = socket.next();
    while (!List.of(type, "error").contains(frame.get("type").asText())) {
      frame = socket.next();
    }
    return WalkOutcome.of(frame);
  }

  private static WalkOutcome typesPlainly(WalkWorld world, Walker walker, WalkPlace place)
      throws Exception {
    return inPlain(
        walker,
        place,
        socket -> isSeen(world, walker, place, socket, ChatClient::type, socket::say));
  }

  private static WalkOutcome types(WalkWorld world, Walker walker, WalkPlace place)
      throws Exception {
    return inRoom(
        walker,
        place,
        socket ->
            isSeen(
                world,
                walker,
                place,
                socket,
                typing -> typing.send(FullFrames.typing(place.room())),
                content -> socket.send(FullFrames.message(place.room(), content, "n-1"))));
  }

  private interface Typing {
    void on(ChatClient socket);
  }

  private interface Saying {
    void say(String content);
  }

  /**
   * Typing is answered with nothing, or with an error of the socket itself: whether it was passed
   * on shows at somebody else, who has heard all of it when a message comes that was sent later.
   */
  private static WalkOutcome isSeen(
      WalkWorld world,
      Walker walker,
      WalkPlace place,
      ChatClient socket,
      Typing typing,
      Saying saying) {
    Walker listener = world.listener(walker);
    try (ChatClient other = listener.plain(place.room())) {
      other.await("join");
      typing.on(socket);
      saying.say("said after it");
      until(socket, "message"); // it is written, or was refused: the room has heard of the typing
      other.say("said last");
      JsonNode frame = other.next();
      boolean seen = false;
      while (!frame.path("content").asText().equals("said last")) {
        seen |= frame.get("type").asText().equals("typing");
        frame = other.next();
      }
      return seen ? yes() : new WalkOutcome(Decision.NO, "nobody saw it");
    }
  }
}
