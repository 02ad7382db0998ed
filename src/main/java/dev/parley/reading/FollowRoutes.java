package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.FollowQuery;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnCommand;
import dev.parley.bus.OwnCommand.FollowThread;
import dev.parley.bus.OwnCommand.ReadThread;
import dev.parley.bus.OwnQuery.ListThreads;
import dev.parley.bus.Reply.ThreadFound;
import dev.parley.bus.Reply.ThreadsListed;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.ThreadCursor;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.Map;

/** The REST operations on the threads that one follows. */
public final class FollowRoutes implements Routes {

  private final Bus bus;

  /** Sends commands over this bus. */
  public FollowRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listFollowedThreads", this::list);
    operations.on("followThread", request -> follow(request, true));
    operations.on("unfollowThread", request -> follow(request, false));
    operations.on("readThread", this::read);
  }

  private Future<Answer> list(ApiRequest request) {
    ThreadCursor before = request.text("before").map(ThreadCursor::parse).orElse(null);
    int limit = request.number("limit").map(Long::intValue).orElse(FollowQuery.MAX_LIMIT);
    return bus.request(
            Addresses.own(), new ListThreads(request.actor(), before, limit), ThreadsListed.class)
        .map(listed -> page(listed, limit));
  }

  private static Answer page(ThreadsListed listed, int limit) {
    JsonArray body = new JsonArray(listed.threads().stream().map(JsonForms::of).toList());
    if (listed.next() == null) {
      return Answer.ok(body);
    }
    String next =
        "</api/chat/me/threads?before=%s&limit=%d>; rel=\"next\""
            .formatted(listed.next().text(), limit);
    return Answer.ok(body, Map.of("Link", next));
  }

  private Future<Answer> follow(ApiRequest request, boolean following) {
    return ask(new FollowThread(room(request), request.actor(), message(request), following));
  }

  private Future<Answer> read(ApiRequest request) {
    Seq seq = new Seq(request.body().getLong("seq"));
    return ask(new ReadThread(room(request), request.actor(), message(request), seq));
  }

  private Future<Answer> ask(OwnCommand command) {
    return bus.request(Addresses.roomCommands(command.room()), command, ThreadFound.class)
        .map(found -> Answer.ok(JsonForms.of(found.thread())));
  }

  private static RoomId room(ApiRequest request) {
    return RoomId.parse(request.path("room_id"));
  }

  private static MessageId message(ApiRequest request) {
    return MessageId.parse(request.path("message_id"));
  }
}
