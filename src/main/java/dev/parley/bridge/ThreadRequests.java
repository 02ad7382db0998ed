package dev.parley.bridge;

import dev.parley.bus.Addresses;
import dev.parley.bus.FollowQuery;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnCommand;
import dev.parley.bus.OwnCommand.FollowThread;
import dev.parley.bus.OwnCommand.ReadThread;
import dev.parley.bus.OwnQuery.ListThreads;
import dev.parley.bus.Reply.ThreadFound;
import dev.parley.bus.Reply.ThreadsListed;
import dev.parley.bus.Seq;
import dev.parley.bus.ThreadCursor;
import dev.parley.http.Caller;
import dev.parley.http.Entrance;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code chat.threads}: the threads that somebody follows. */
final class ThreadRequests {

  private final RoomAsking rooms;
  private final ChatCallers callers;

  ThreadRequests(RoomAsking rooms, ChatCallers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  Future<JsonObject> carryOut(JsonObject request) {
    Fields fields = new Fields(request);
    String action = fields.text("action");
    return callers
        .of(request)
        .compose(
            caller ->
                switch (action) {
                  case "list" -> list(caller, fields);
                  case "follow" -> follow(caller, fields, true);
                  case "unfollow" -> follow(caller, fields, false);
                  case "read" -> read(caller, fields);
                  default -> throw Fields.invalid("action must be list, follow, unfollow or read.");
                });
  }

  private Future<JsonObject> list(Caller caller, Fields fields) {
    Entrance.require(caller, Action.ME_READ);
    ThreadCursor before = fields.textIfAny("before").map(ThreadCursor::parse).orElse(null);
    int limit = fields.number("limit").orElse(FollowQuery.MAX_LIMIT);
    return rooms
        .bus()
        .request(
            Addresses.own(), new ListThreads(caller.actor(), before, limit), ThreadsListed.class)
        .map(ThreadRequests::page);
  }

  private static JsonObject page(ThreadsListed listed) {
    JsonObject page =
        new JsonObject()
            .put(
                "threads",
                new JsonArray(
                    listed.threads().stream().map(each -> JsonForms.of(each.thread())).toList()));
    return listed.next() == null ? page : page.put("before", listed.next().text());
  }

  private Future<JsonObject> follow(Caller caller, Fields fields, boolean following) {
    return ask(caller, new FollowThread(fields.room(), caller.actor(), message(fields), following));
  }

  private Future<JsonObject> read(Caller caller, Fields fields) {
    Seq seq = fields.seq("seq").orElseThrow(() -> Fields.invalid("seq is missing."));
    return ask(caller, new ReadThread(fields.room(), caller.actor(), message(fields), seq));
  }

  private Future<JsonObject> ask(Caller caller, OwnCommand command) {
    return rooms.ask(caller, command, ThreadFound.class).map(found -> JsonForms.of(found.thread()));
  }

  private static MessageId message(Fields fields) {
    return MessageId.parse(fields.text("message_id"));
  }
}
