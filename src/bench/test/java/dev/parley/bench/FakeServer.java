package dev.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks both protocols well enough to be loaded, keeps everything in memory, and does wrong what
 * it is told to do wrong.
 */
final class FakeServer implements AutoCloseable {

  /** What it does wrong; nothing, unless a method is overridden. */
  static class Faults {
    /** What to send to a member (from 0, by joining) for a message of its room. */
    List<String> deliver(int member, long seq, String frame) {
      return List.of(frame);
    }

    /** How often to store a message. */
    int store(long number) {
      return 1;
    }

    /** The code to refuse a message with; null to take it. */
    String refuse(long number) {
      return null;
    }

    /** Whether to end everything at this message. */
    boolean die(long number) {
      return false;
    }

    /** Whether to answer a message; if not, it is stored, and the connection closed with 4000. */
    boolean answer(long number) {
      return true;
    }

    /** Whether a nonce is known again. */
    boolean remember() {
      return true;
    }

    /** Which messages after {@code since} somebody who comes back gets. */
    List<String> recover(List<String> missed) {
      return missed;
    }

    /** Who is said to be in a room. */
    List<String> online(List<String> names) {
      return names;
    }
  }

  private record Joined(ServerWebSocket socket, String name, int number) {}

  private static final class Room {
    private final List<Joined> members = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Set<String> nonces = new HashSet<>();
    private int joined;
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Faults faults;
  private final HttpServer http;
  private long messages;

  FakeServer(Faults faults) {
    this.faults = faults;
    this.http =
        vertx
            .createHttpServer()
            .requestHandler(this::rest)
            .webSocketHandler(this::open)
            .listen(0, "127.0.0.1")
            .await();
  }

  String url() {
    return "http://127.0.0.1:" + http.actualPort();
  }

  /** How many rooms there are just now. */
  int rooms() {
    return rooms.size();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private void rest(HttpServerRequest request) {
    String[] path = request.path().split("/");
    switch (request.method().name()) {
      case "POST" -> {
        String id = "room-" + rooms.size();
        rooms.put(id, new Room());
        request.response().setStatusCode(201).end(new JsonObject().put("id", id).encode());
      }
      case "DELETE" -> {
        rooms.remove(path[4]);
        request.response().setStatusCode(204).end();
      }
      default -> {
        if (!request.path().endsWith("/online")) {
          request.response().setStatusCode(404).end();
          return;
        }
        List<String> names = rooms.get(path[4]).members.stream().map(Joined::name).toList();
        JsonArray online = new JsonArray(faults.online(names));
        request.response().end(new JsonObject().put("online_users", online).encode());
      }
    }
  }

  private void open(ServerWebSocket socket) {
    String name = socket.query().replace("username=", "");
    if (socket.path().equals("/ws/chat")) {
      socket.textMessageHandler(text -> full(socket, name, new JsonObject(text)));
      socket.writeTextMessage("{\"type\":\"hello\"}");
    } else {
      Room room = rooms.get(socket.path().replace("/ws/chat/", ""));
      enter(room, socket, name);
      socket.textMessageHandler(text -> post(room, socket, name, new JsonObject(text)));
      socket.writeTextMessage("{\"type\":\"join\",\"online_users\":[]}");
    }
  }

  private void full(ServerWebSocket socket, String name, JsonObject frame) {
    Room room = rooms.get(frame.getString("room_id"));
    if (frame.getString("type").equals("message")) {
      post(room, socket, name, frame);
      return;
    }
    enter(room, socket, name);
    int head = room.log.size();
    Integer since = frame.getInteger("since");
    if (since != null) {
      faults.recover(List.copyOf(room.log.subList(since, head))).forEach(socket::writeTextMessage);
    }
    socket.writeTextMessage(
        new JsonObject()
            .put("type", "subscribed")
            .put("epoch", "e")
            .put("recovered", since != null)
            .put("to", head)
            .encode());
  }

  private void enter(Room room, ServerWebSocket socket, String name) {
    Joined joined = new Joined(socket, name, room.joined++);
    room.members.add(joined);
    socket.closeHandler(closed -> room.members.remove(joined));
    socket.exceptionHandler(broken -> {});
  }

  private void post(Room room, ServerWebSocket socket, String name, JsonObject frame) {
    long number = messages++;
    if (faults.die(number)) {
      vertx.close();
      return;
    }
    String refusal = faults.refuse(number);
    if (refusal != null) {
      socket.writeTextMessage(frame.put("type", "error").put("code", refusal).encode());
      return;
    }
    String nonce = name + frame.getString("nonce");
    boolean known = room.nonces.contains(nonce);
    for (int i = 0; !known && i < faults.store(number); i++) {
      append(room, frame);
    }
    if (faults.remember()) {
      room.nonces.add(nonce);
    }
    if (!faults.answer(number)) {
      socket.close((short) 4000);
    } else if (socket.path().equals("/ws/chat")) {
      socket.writeTextMessage(
          new JsonObject().put("type", "ack").put("nonce", frame.getString("nonce")).encode());
    }
  }

  private void append(Room room, JsonObject frame) {
    long seq = room.log.size() + 1;
    String text =
        new JsonObject()
            .put("type", "message")
            .put("seq", seq)
            .put("content", frame.getString("content"))
            .encode();
    room.log.add(text);
    for (Joined member : List.copyOf(room.members)) {
      faults.deliver(member.number(), seq, text).forEach(member.socket()::writeTextMessage);
    }
  }
}
