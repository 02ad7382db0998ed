package dev.parley.message;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.HistoryPage.Kind;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomCommand.ReadHistory;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Timestamps;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST operations on messages. */
public final class MessageRoutes implements Routes {

  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

  private final Bus bus;
  private final RateLimit<PersonName> posts;

  /**
   * Sends commands over this bus.
   *
   * @param posts how often each person may post
   */
  public MessageRoutes(Bus bus, RateLimit<PersonName> posts) {
    this.bus = bus;
    this.posts = posts;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listMessages", this::list);
    operations.on("postMessage", this::post);
  }

  private Future<Answer> post(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    PersonName author = PersonName.parse(request.body().getString("username"));
    MessageContent content = new MessageContent(request.body().getString("content"));
    Nonce nonce = request.header("Idempotency-Key").map(MessageRoutes::nonce).orElse(null);
    Permit permit = posts.take(author);
    if (!permit.allowed()) {
      throw new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
    }
    return bus.request(
            Addresses.roomCommands(room),
            new PostMessage(room, author, content, nonce),
            MessageStored.class)
        .map(
            stored -> new Answer(stored.duplicate() ? 200 : 201, Map.of(), json(stored.message())));
  }

  /** The draft of the header's standard has it in quotes; most clients leave them out. */
  private static Nonce nonce(String key) {
    Matcher quoted = QUOTED.matcher(key);
    return new Nonce(quoted.matches() ? quoted.group(1) : key);
  }

  private Future<Answer> list(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    HistoryPage page = page(request);
    return bus.request(Addresses.roomCommands(room), new ReadHistory(room, page), HistoryRead.class)
        .map(read -> answer(room, page, read));
  }

  private static HistoryPage page(ApiRequest request) {
    int limit = request.number("limit").map(Long::intValue).orElse(HistoryPage.DEFAULT_LIMIT);
    List<HistoryPage> pages = new ArrayList<>();
    for (Kind kind : List.of(Kind.BEFORE, Kind.AFTER, Kind.AROUND)) {
      Optional<Long> seq = request.number(kind.name().toLowerCase(Locale.ROOT));
      seq.ifPresent(value -> pages.add(new HistoryPage(kind, new Seq(value), limit)));
    }
    if (pages.size() > 1) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, "Only one of before, after and around can be given.");
    }
    return pages.isEmpty() ? HistoryPage.newest(limit) : pages.get(0);
  }

  private static Answer answer(RoomId room, HistoryPage page, HistoryRead read) {
    JsonArray body = new JsonArray(read.messages().stream().map(MessageRoutes::json).toList());
    List<String> links = new ArrayList<>();
    if (read.older() != null) {
      links.add(link(room, "before", read.older(), page.limit(), "prev"));
    }
    if (read.newer() != null) {
      links.add(link(room, "after", read.newer(), page.limit(), "next"));
    }
    return links.isEmpty()
        ? Answer.ok(body)
        : Answer.ok(body, Map.of("Link", String.join(", ", links)));
  }

  private static String link(RoomId room, String anchor, Seq seq, int limit, String rel) {
    return "</api/chat/rooms/%s/messages?%s=%s&limit=%d>; rel=\"%s\""
        .formatted(room, anchor, seq, limit, rel);
  }

  private static JsonObject json(Message message) {
    JsonObject json =
        new JsonObject()
            .put("id", message.id().toString())
            .put("room_id", message.room().toString())
            .put("seq", message.seq().value())
            .put("username", message.author().value())
            .put("content", message.content() == null ? "" : message.content().value())
            .put("timestamp", Timestamps.format(message.createdAt()));
    return message.nonce() == null ? json : json.put("nonce", message.nonce().value());
  }
}
