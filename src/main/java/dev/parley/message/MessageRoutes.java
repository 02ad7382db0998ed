package dev.parley.message;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.HistoryPage.Kind;
import dev.parley.bus.Message;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.RoomCommand.ReadHistory;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Timestamps;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The REST operations on messages. */
public final class MessageRoutes implements Routes {

  private final Bus bus;

  /** Sends commands over this bus. */
  public MessageRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listMessages", this::list);
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
            .put("content", message.content().value())
            .put("timestamp", Timestamps.format(message.createdAt()));
    return message.nonce() == null ? json : json.put("nonce", message.nonce().value());
  }
}
