package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.ReceiptsListed;
import dev.parley.bus.Reply.ReceiptsListed.ReadBy;
import dev.parley.bus.RoomCommand.ListReceipts;
import dev.parley.bus.RoomId;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The REST operation on who has read a message. */
public final class ReceiptRoutes implements Routes {

  private static final int DEFAULT_LIMIT = 100;

  private final Bus bus;

  /** Sends commands over this bus. */
  public ReceiptRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listReceipts", this::list);
  }

  private Future<Answer> list(ApiRequest request) {
    RoomId room = RoomId.parse(request.path("room_id"));
    MessageId message = MessageId.parse(request.path("message_id"));
    PersonName after = request.text("after").map(PersonName::parse).orElse(null);
    int limit = request.number("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
    ListReceipts command = new ListReceipts(room, request.actor(), message, after, limit);
    return bus.request(Addresses.roomCommands(room), command, ReceiptsListed.class)
        .map(listed -> page(command, listed));
  }

  private static Answer page(ListReceipts asked, ReceiptsListed listed) {
    List<ReadBy> people = listed.people();
    JsonArray body = new JsonArray(people.stream().map(JsonForms::of).toList());
    if (!listed.more()) {
      return Answer.ok(body);
    }
    String last = people.get(people.size() - 1).name().value();
    String next =
        "</api/chat/rooms/%s/messages/%s/receipts?after=%s&limit=%d>; rel=\"next\""
            .formatted(asked.room(), asked.message(), encode(last), asked.limit());
    return Answer.ok(body, Map.of("Link", next));
  }

  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
