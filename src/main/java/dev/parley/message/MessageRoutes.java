package dev.parley.message;

import dev.parley.bus.Addresses;
import dev.parley.bus.Attached;
import dev.parley.bus.AttachedForms;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.Ids;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.ModerationCommand.DeleteMessage;
import dev.parley.bus.ModerationCommand.ReportMessage;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.ReportStored;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomCommand.ReadHistory;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.http.WritingRate;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST operations on messages. */
public final class MessageRoutes implements Routes {

  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

  private final Bus bus;
  private final Ids ids;
  private final RateLimit<PersonName> posts;
  private final WritingRate rate;

  /**
   * Sends commands over this bus.
   *
   * @param posts how often each person may post
   * @param rate of reports
   */
  public MessageRoutes(Bus bus, Ids ids, RateLimit<PersonName> posts, WritingRate rate) {
    this.rate = rate;
    this.bus = bus;
    this.ids = ids;
    this.posts = posts;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listMessages", this::list);
    operations.on("postMessage", this::post);
    operations.on("deleteMessage", this::delete);
    operations.on("reportMessage", this::report);
  }

  private Future<Answer> post(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    MessageContent content = new MessageContent(request.body().getString("content"));
    Attached attached = AttachedForms.of(request.body());
    Nonce nonce = request.header("Idempotency-Key").map(MessageRoutes::nonce).orElse(null);
    return request
        .actorAs(request.body().getString("username"))
        .compose(author -> post(new PostMessage(room, author, content, nonce, attached)))
        .map(
            stored ->
                new Answer(
                    stored.duplicate() ? 200 : 201, Map.of(), JsonForms.of(stored.message())));
  }

  private Future<MessageStored> post(PostMessage command) {
    Permit permit = posts.take(command.actor().name());
    return permit.allowed()
        ? bus.request(Addresses.roomCommands(command.room()), command, MessageStored.class)
        : Future.failedFuture(new Failure(FailureCode.RATE_LIMITED, permit.retryAfter()));
  }

  /** The draft of the header's standard has it in quotes; most clients leave them out. */
  private static Nonce nonce(String key) {
    Matcher quoted = QUOTED.matcher(key);
    return new Nonce(quoted.matches() ? quoted.group(1) : key);
  }

  private Future<Answer> list(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    HistoryPage page = page(request);
    boolean notices = request.flag("notices");
    return bus.request(
            Addresses.roomCommands(room),
            new ReadHistory(room, request.actor(), page, notices),
            HistoryRead.class)
        .map(read -> answer(new Link(room, page.limit(), notices), read));
  }

  private static HistoryPage page(ApiRequest request) {
    int limit = request.number("limit").map(Long::intValue).orElse(HistoryPage.DEFAULT_LIMIT);
    return HistoryPage.of(
        limit, kind -> request.number(kind.name().toLowerCase(Locale.ROOT)).map(Seq::new));
  }

  private static Answer answer(Link link, HistoryRead read) {
    JsonArray body = new JsonArray(read.messages().stream().map(JsonForms::of).toList());
    List<String> links = new ArrayList<>();
    if (read.older() != null) {
      links.add(link.to("before", read.older(), "prev"));
    }
    if (read.newer() != null) {
      links.add(link.to("after", read.newer(), "next"));
    }
    return links.isEmpty()
        ? Answer.ok(body)
        : Answer.ok(body, Map.of("Link", String.join(", ", links)));
  }

  /** Leads to other pages of the same kind. */
  private record Link(RoomId room, int limit, boolean notices) {
    String to(String anchor, Seq seq, String rel) {
      return "</api/chat/rooms/%s/messages?%s=%s&limit=%d%s>; rel=\"%s\""
          .formatted(room, anchor, seq, limit, notices ? "&notices=true" : "", rel);
    }
  }

  private Future<Answer> delete(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    MessageId message = MessageId.parse(request.path("message_id"));
    return bus.request(
            Addresses.roomCommands(room),
            new DeleteMessage(room, request.actor(), message),
            Done.class)
        .map(done -> Answer.noContent());
  }

  private Future<Answer> report(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    MessageId message = MessageId.parse(request.path("message_id"));
    String reason = request.body().getString("reason");
    return request
        .actorAs(request.body().getString("username"))
        .compose(actor -> report(new ReportMessage(room, actor, message, ids.report(), reason)))
        .map(
            stored ->
                new Answer(
                    stored.duplicate() ? 200 : 201,
                    Map.of(),
                    new JsonObject().put("id", stored.report().toString())));
  }

  private Future<ReportStored> report(ReportMessage command) {
    rate.require(command.actor());
    return bus.request(Addresses.roomCommands(command.room()), command, ReportStored.class);
  }
}
