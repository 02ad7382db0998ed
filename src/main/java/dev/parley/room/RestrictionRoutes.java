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
import dev.parley.http.WritingRate;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The REST operations on those who are muted or banned in rooms. */
public final class RestrictionRoutes implements Routes {

  private final Bus bus;
  private final WritingRate rate;

  /**
   * Sends commands over this bus.
   *
   * @param rate of bans, each of which shows in the room
   */
  public RestrictionRoutes(Bus bus, WritingRate rate) {
    this.bus = bus;
    this.rate = rate;
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
    rate.require(request.actor());
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
