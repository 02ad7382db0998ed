package dev.parley.socket;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.bus.Actor;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Draft;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FollowedThread;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Timestamps;
import dev.parley.http.Caller;
import dev.parley.rights.RoomRole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the frames that one socket gets for itself. The contract is their reference, the golden
 * frames their example.
 */
final class AnswerWriter {

  /** What a client may count on beyond the frames themselves. */
  private static final List<String> FEATURES = List.of("recovery", "presence", "typing");

  private static final double MILLIS_PER_SECOND = 1000;

  private final SocketLimits limits;

  /** Tells clients of these limits. */
  AnswerWriter(SocketLimits limits) {
    this.limits = limits;
  }

  EncodedFrame hello(ConnectionId session, Caller caller, Instant now) {
    return JsonFrame.of(
        "hello",
        json -> {
          json.writeStringField("session_id", session.toString());
          writeUser(json, caller);
          json.writeStringField("server_time", Timestamps.format(now));
          json.writeNumberField("heartbeat_interval", limits.pingInterval().toMillis());
          writeLimits(json);
          json.writeArrayFieldStart("features");
          for (String feature : FEATURES) {
            json.writeString(feature);
          }
          json.writeEndArray();
        });
  }

  private static void writeUser(JsonGenerator json, Caller caller) throws IOException {
    Actor actor = caller.actor();
    json.writeObjectFieldStart("user");
    json.writeStringField("username", actor.name().value());
    if (actor.hasAccount()) {
      json.writeStringField("id", actor.id().toString());
    }
    if (caller.displayName() != null) {
      json.writeStringField("display_name", caller.displayName());
    }
    json.writeStringField("role", actor.role().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private void writeLimits(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("limits");
    json.writeNumberField("content_length", MessageContent.MAX_LENGTH);
    json.writeNumberField("frame_bytes", limits.frameBytes());
    json.writeNumberField("nonce_length", Nonce.MAX_LENGTH);
    json.writeNumberField("in_flight", limits.inFlight());
    json.writeNumberField("subscriptions", limits.subscriptions());
    json.writeNumberField("recovery", limits.recovery());
    json.writeNumberField("messages_per_second", limits.messagesPerSecond());
    json.writeNumberField("messages_burst", limits.messagesBurst());
    json.writeEndObject();
  }

  /**
   * The room's live frames follow.
   *
   * @param from the missed part began behind this one; the head if nothing was recovered
   */
  EncodedFrame subscribed(RoomId room, Joined joined, boolean recovered, Seq from) {
    return JsonFrame.of(
        "subscribed",
        json -> {
          JsonFrame.room(json, room);
          json.writeStringField("epoch", joined.epoch().value());
          json.writeNumberField("head", joined.head().value());
          JsonFrame.people(json, "online_users", joined.online());
          json.writeBooleanField("recovered", recovered);
          json.writeNumberField("from", from.value());
          json.writeNumberField("to", joined.head().value());
        });
  }

  /**
   * The room's frames have ended.
   *
   * @param why null if the client wanted it
   */
  EncodedFrame unsubscribed(RoomId room, FailureCode why) {
    return JsonFrame.of(
        "unsubscribed",
        json -> {
          JsonFrame.room(json, room);
          if (why != null) {
            json.writeStringField("code", why.code());
          }
        });
  }

  /**
   * What the person is in a room now.
   *
   * @param role null for somebody who doesn't belong to it
   */
  EncodedFrame member(RoomId room, RoomRole role) {
    return JsonFrame.of(
        "member",
        json -> {
          JsonFrame.room(json, room);
          json.writeStringField("role", role == null ? null : role.name().toLowerCase(Locale.ROOT));
        });
  }

  /** What the person has begun to write, on another device. */
  EncodedFrame draft(Draft draft) {
    return JsonFrame.of(
        "draft",
        json -> {
          JsonFrame.room(json, draft.room());
          if (draft.thread() != null) {
            json.writeStringField("thread", draft.thread().toString());
          }
          json.writeStringField("content", draft.content());
          if (draft.quote() != null) {
            json.writeStringField("quote", draft.quote().toString());
          }
          json.writeStringField("at", Timestamps.format(draft.at()));
          json.writeNumberField("version", draft.version());
        });
  }

  /** Whether the person follows a thread now. */
  EncodedFrame threadFollow(FollowedThread thread) {
    return JsonFrame.of(
        "thread_follow",
        json -> {
          JsonFrame.room(json, thread.room());
          json.writeStringField("thread", thread.root().toString());
          json.writeBooleanField("following", thread.following());
          json.writeNumberField("read_seq", thread.read().value());
          json.writeNumberField("unread", thread.unread());
        });
  }

  /** How far the person has read in a thread that it follows. */
  EncodedFrame threadRead(FollowedThread thread) {
    return JsonFrame.of(
        "thread_read",
        json -> {
          JsonFrame.room(json, thread.room());
          json.writeStringField("thread", thread.root().toString());
          json.writeNumberField("read_seq", thread.read().value());
          json.writeNumberField("unread", thread.unread());
        });
  }

  /** Somebody has read up to there. */
  EncodedFrame receipt(RoomId room, PersonName reader, Seq seq) {
    return JsonFrame.of(
        "receipt",
        json -> {
          JsonFrame.room(json, room);
          json.writeStringField("username", reader.value());
          json.writeNumberField("seq", seq.value());
        });
  }

  /** The message is committed, now or long ago. */
  EncodedFrame ack(Nonce nonce, Message message, boolean duplicate) {
    return JsonFrame.of(
        "ack",
        json -> {
          JsonFrame.room(json, message.room());
          JsonFrame.nonce(json, nonce);
          json.writeStringField("id", message.id().toString());
          json.writeNumberField("seq", message.seq().value());
          json.writeStringField("timestamp", Timestamps.format(message.createdAt()));
          if (duplicate) {
            json.writeBooleanField("duplicate", true);
          }
        });
  }

  /**
   * How far each room's log has been written to this socket. Rooms are compared with their logs now
   * and then, so this is all that was in them a few seconds ago, or more.
   */
  EncodedFrame pong(Map<RoomId, Seq> heads) {
    return JsonFrame.of(
        "pong",
        json -> {
          json.writeObjectFieldStart("heads");
          for (Map.Entry<RoomId, Seq> head : heads.entrySet()) {
            json.writeNumberField(head.getKey().toString(), head.getValue().value());
          }
          json.writeEndObject();
        });
  }

  /** Full protocol: what was wrong with a frame; room and nonce are the frame's, null for none. */
  EncodedFrame error(Failure failure, RoomId room, Nonce nonce) {
    return JsonFrame.of(
        "error",
        json -> {
          if (room != null) {
            JsonFrame.room(json, room);
          }
          JsonFrame.nonce(json, nonce);
          writeFailure(json, failure);
        });
  }

  /** Plain protocol: what was wrong with a frame; the nonce is the frame's, null for none. */
  EncodedFrame plainError(Failure failure, Nonce nonce) {
    return JsonFrame.of(
        "error",
        json -> {
          writeFailure(json, failure);
          JsonFrame.nonce(json, nonce);
        });
  }

  private static void writeFailure(JsonGenerator json, Failure failure) throws IOException {
    json.writeStringField("code", failure.code().code());
    json.writeStringField("message", failure.getMessage());
    json.writeBooleanField("retryable", failure.retryable());
    Duration retryAfter = failure.retryAfter();
    if (retryAfter != null) {
      json.writeNumberField("retry_after", retryAfter.toMillis() / MILLIS_PER_SECOND);
    }
  }
}
