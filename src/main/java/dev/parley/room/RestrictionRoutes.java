package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.ModerationCommand;
import dev.parley.bus.ModerationCommand.BanPerson;
import dev.parley.bus.ModerationCommand.ListRestrictions;
import dev.parley.bus.ModerationCommand.MutePerson;
import dev.parley.bus.ModerationCommand.UnbanPerson;
import dev.parley.bus.ModerationCommand.UnmutePerson;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.RestrictionsListed;
import dev.parley.bus.Restriction;
import dev.parley.bus.RoomId;
import dev.parley.bus.Timestamps;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The REST operations on those who are muted or banned in rooms. */
public final class RestrictionRoutes implements Routes {

  private final Bus bus;

  /** Sends commands over this bus. */
  public RestrictionRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void register(Operations operations) {
    operations.on("mutePerson", this::mute);
    operations.on("unmutePerson", this::unmute);
    operations.on("banFromRoom", this::ban);
    operations.on("unbanFromRoom", this::unban);
    operations.on("listRestrictions", this::list);
  }

  private Future<Answer> mute(ApiRequest request) {
    long seconds = request.body().getLong("seconds");
    return done(new MutePerson(room(request), request.actor(), whom(request), seconds));
  }

  private Future<Answer> unmute(ApiRequest request) {
    return done(new UnmutePerson(room(request), request.actor(), whom(request)));
  }

  private Future<Answer> ban(ApiRequest request) {
    JsonObject body = request.bodyIfAny();
    return done(
        new BanPerson(
            room(request),
            request.actor(),
            whom(request),
            body.getBoolean("delete_messages", false),
            body.getString("reason")));
  }

  private Future<Answer> unban(ApiRequest request) {
    return done(new UnbanPerson(room(request), request.actor(), whom(request)));
  }

  private Future<Answer> done(ModerationCommand command) {
    return bus.request(Addresses.roomCommands(command.room()), command, Done.class)
        .map(done -> Answer.noContent());
  }

  private Future<Answer> list(ApiRequest request) {
    RoomId room = room(request);
    return bus.request(
            Addresses.roomCommands(room),
            new ListRestrictions(room, request.actor()),
            RestrictionsListed.class)
        .map(
            listed ->
                Answer.ok(
                    new JsonArray(
                        listed.restrictions().stream().map(RestrictionRoutes::json).toList())));
  }

  private static JsonObject json(Restriction restriction) {
    JsonObject json = new JsonObject().put("username", restriction.name().value());
    put(json, "muted_until", restriction.mutedUntil());
    put(json, "banned_at", restriction.bannedAt());
    return json.put("reason", restriction.reason()).put("by", restriction.by().value());
  }

  private static void put(JsonObject json, String field, Instant time) {
    if (time != null) {
      json.put(field, Timestamps.format(time));
    }
  }

  private static RoomId room(ApiRequest request) {
    return RoomId.parse(request.path("room_id"));
  }

  private static PersonName whom(ApiRequest request) {
    return PersonName.parse(request.path("username"));
  }
}
