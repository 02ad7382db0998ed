package dev.parley.message;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Emoji;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageCommand.EditMessage;
import dev.parley.bus.MessageCommand.PinMessage;
import dev.parley.bus.MessageCommand.React;
import dev.parley.bus.MessageCommand.ReadMessage;
import dev.parley.bus.MessageCommand.ReadReactions;
import dev.parley.bus.MessageCommand.ReadThread;
import dev.parley.bus.MessageCommand.ReadVersions;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.MessageFound;
import dev.parley.bus.Reply.PinsRead;
import dev.parley.bus.Reply.ReactionsRead;
import dev.parley.bus.Reply.ThreadRead;
import dev.parley.bus.Reply.VersionsRead;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomCommand.ListPins;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.http.WritingRate;
import io.vertx.core.Future;
import java.util.Locale;

/** The REST operations on messages that are there. */
public final class ConversationRoutes implements Routes {

  private final Bus bus;
  private final WritingRate rate;

  /**
   * Sends commands over this bus.
   *
   * @param rate of changes
   */
  public ConversationRoutes(Bus bus, WritingRate rate) {
    this.bus = bus;
    this.rate = rate;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getMessage", this::get);
    operations.on("editMessage", this::edit);
    operations.on("listVersions", this::versions);
    operations.on("addReaction", request -> react(request, true));
    operations.on("removeReaction", request -> react(request, false));
    operations.on("listReactions", this::reactions);
    operations.on("pinMessage", request -> pin(request, true));
    operations.on("unpinMessage", request -> pin(request, false));
    operations.on("listPins", this::pins);
    operations.on("getThread", this::thread);
  }

  private Future<Answer> get(ApiRequest request) {
    return ask(
            new ReadMessage(room(request), request.actor(), message(request)), MessageFound.class)
        .map(found -> Answer.ok(JsonForms.of(found.message())));
  }

  private Future<Answer> edit(ApiRequest request) {
    MessageContent content = new MessageContent(request.body().getString("content"));
    rate.require(request.actor());
    return changed(new EditMessage(room(request), request.actor(), message(request), content));
  }

  private Future<Answer> changed(RoomCommand command) {
    return ask(command, MessageFound.class).map(found -> Answer.ok(JsonForms.of(found.message())));
  }

  private Future<Answer> versions(ApiRequest request) {
    return ask(
            new ReadVersions(room(request), request.actor(), message(request)), VersionsRead.class)
        .map(read -> Answer.ok(JsonForms.array(read.versions(), JsonForms::of)));
  }

  private Future<Answer> react(ApiRequest request, boolean present) {
    Emoji emoji = Emoji.parse(request.path("emoji"));
    return named(request)
        .compose(
            actor -> changed(new React(room(request), actor, message(request), emoji, present)));
  }

  /** Whoever isn't signed in says a name. */
  private Future<Actor> named(ApiRequest request) {
    return request.actorAs(request.text("username").orElse(null)).onSuccess(rate::require);
  }

  private Future<Answer> reactions(ApiRequest request) {
    Seq after = request.number("after").map(Seq::new).orElse(Seq.START);
    int limit = request.number("limit").map(Long::intValue).orElse(HistoryPage.DEFAULT_LIMIT);
    return ask(
            new ReadReactions(
                room(request),
                request.actor(),
                message(request),
                Emoji.parse(request.path("emoji")),
                after,
                limit),
            ReactionsRead.class)
        .map(read -> Answer.ok(JsonForms.of(read)));
  }

  private Future<Answer> pin(ApiRequest request, boolean pinned) {
    return named(request)
        .compose(actor -> changed(new PinMessage(room(request), actor, message(request), pinned)));
  }

  private Future<Answer> pins(ApiRequest request) {
    return ask(new ListPins(room(request), request.actor()), PinsRead.class)
        .map(read -> Answer.ok(JsonForms.array(read.messages(), JsonForms::of)));
  }

  private Future<Answer> thread(ApiRequest request) {
    int limit = request.number("limit").map(Long::intValue).orElse(HistoryPage.DEFAULT_LIMIT);
    HistoryPage page =
        HistoryPage.of(
            limit, kind -> request.number(kind.name().toLowerCase(Locale.ROOT)).map(Seq::new));
    return ask(
            new ReadThread(room(request), request.actor(), message(request), page),
            ThreadRead.class)
        .map(read -> Answer.ok(JsonForms.of(read)));
  }

  private <T extends Reply> Future<T> ask(RoomCommand command, Class<T> answer) {
    return bus.request(Addresses.roomCommands(command.room()), command, answer);
  }

  private static RoomId room(ApiRequest request) {
    return RoomId.parse(request.path("room_id"));
  }

  private static MessageId message(ApiRequest request) {
    return MessageId.parse(request.path("message_id"));
  }
}
