package dev.parley.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The event bus, for Parley's own messages only: typed, with one codec, and with {@link Failure}s
 * instead of reply codes.
 *
 * <p>Safe for any thread; handlers run on the context that they were registered on. A request waits
 * {@link #REQUEST_TIMEOUT_MS} at most and then fails as {@code outcome_unknown}: it may have been
 * carried out.
 */
public final class Bus {

  /** How long a request waits for its answer, in milliseconds. */
  public static final long REQUEST_TIMEOUT_MS = 5000;

  /** To other nodes too; answers go where the question came from. */
  private static final DeliveryOptions ANYWHERE =
      new DeliveryOptions().setCodecName(BusMessageCodec.NAME).setSendTimeout(REQUEST_TIMEOUT_MS);

  /** Without it, a clustered bus would look for other nodes' consumers each time. */
  private static final DeliveryOptions HERE = new DeliveryOptions(ANYWHERE).setLocalOnly(true);

  /** To all nodes: with several of them, the wire form is made once. */
  private static final DeliveryOptions EVERYWHERE =
      new DeliveryOptions().setCodecName(PublishedCodec.NAME);

  /** Names the room of an event, so that whoever has nobody in it needn't decode the event. */
  private static final String ROOM = "room";

  private final EventBus eventBus;
  private volatile boolean closed;

  private Bus(EventBus eventBus) {
    this.eventBus = eventBus;
  }

  /** Registers Parley's codec; to be called once for each Vert.x instance. */
  public static Bus on(EventBus eventBus) {
    BusMessageCodec codec = new BusMessageCodec();
    eventBus.registerCodec(codec);
    eventBus.registerCodec(new PublishedCodec(codec));
    return new Bus(eventBus);
  }

  /** Takes Parley's codecs away, so that another server may be started on the instance. */
  public void close() {
    closed = true;
    eventBus.unregisterCodec(BusMessageCodec.NAME);
    eventBus.unregisterCodec(PublishedCodec.NAME);
  }

  /**
   * Sends a message on this node and waits for its answer.
   *
   * @return the answer, or a {@link Failure}
   */
  public <T extends Reply> Future<T> request(String address, BusMessage message, Class<T> answer) {
    return request(address, message, answer, HERE);
  }

  /**
   * Sends a message to whoever answers at the address on any node, and waits for its answer.
   *
   * @return the answer, or a {@link Failure}
   */
  public <T extends Reply> Future<T> requestAnywhere(
      String address, BusMessage message, Class<T> answer) {
    return request(address, message, answer, ANYWHERE);
  }

  private <T extends Reply> Future<T> request(
      String address, BusMessage message, Class<T> answer, DeliveryOptions options) {
    return eventBus
        .<Reply>request(address, message, options)
        .map(reply -> answer.cast(reply.body()))
        .recover(error -> Future.failedFuture(BusFailures.of(error)));
  }

  /** Sends a message to whoever answers at the address on this node, and wants no answer. */
  public void send(String address, BusMessage message) {
    eventBus.send(address, message, HERE);
  }

  /** Hands a message to every consumer of the address on this node; nobody answers. */
  public void publish(String address, BusMessage message) {
    eventBus.publish(address, message, HERE);
  }

  /** Hands a message to every consumer of the address on every node; nobody answers. */
  public void publishEverywhere(String address, BusMessage message) {
    eventBus.publish(address, new Published(message), EVERYWHERE);
  }

  /**
   * The same for what happened in a room; a node that doesn't want to hear of the room doesn't
   * decode it.
   */
  public void publishEverywhere(RoomEvent event) {
    DeliveryOptions options =
        new DeliveryOptions(EVERYWHERE).addHeader(ROOM, event.room().toString());
    eventBus.publish(Addresses.roomEvents(event.room()), new Published(event), options);
  }

  /**
   * Answers what is sent to an address on this node. What fails otherwise than by a {@link Failure}
   * is logged.
   */
  public <M extends BusMessage> MessageConsumer<M> answer(
      String address, Function<M, Future<? extends Reply>> handler) {
    return eventBus.<M>localConsumer(address, message -> answer(handler, message));
  }

  /** Answers what any node sends to an address; ready when its future says so. */
  public <M extends BusMessage> MessageConsumer<M> answerAnywhere(
      String address, Function<M, Future<? extends Reply>> handler) {
    return eventBus.<M>consumer(address, message -> answer(handler, message));
  }

  private <M extends BusMessage> void answer(
      Function<M, Future<? extends Reply>> handler, Message<M> message) {
    attempt(handler, message.body())
        .onSuccess(reply -> reply(message, reply))
        .onFailure(
            error ->
                message.reply(new FailedReply(BusFailures.expected(error, message.address()))));
  }

  /** What was asked just before the end has nobody left who could read the answer. */
  private void reply(Message<?> message, Reply reply) {
    if (!closed) {
      message.reply(reply, ANYWHERE);
    }
  }

  /** Listens to what is published to an address on this node. */
  public <M extends BusMessage> MessageConsumer<M> listen(String address, Consumer<M> handler) {
    return eventBus.<M>localConsumer(address, message -> handler.accept(message.body()));
  }

  /** Listens to what any node publishes to an address; ready when its future says so. */
  public <M extends BusMessage> MessageConsumer<M> listenEverywhere(
      String address, Consumer<M> handler) {
    return eventBus.<M>consumer(address, message -> handler.accept(message.body()));
  }

  /**
   * Listens to what happens in the rooms of a shard, on any node; ready when its future says so.
   *
   * @param wanted whether to hear of a room; what isn't wanted is not decoded
   */
  public MessageConsumer<RoomEvent> listenEverywhere(
      int shard, Predicate<RoomId> wanted, Consumer<RoomEvent> handler) {
    return eventBus.<RoomEvent>consumer(
        Addresses.roomEvents(shard),
        message -> {
          if (wanted.test(RoomId.parse(message.headers().get(ROOM)))) {
            handler.accept(message.body());
          }
        });
  }

  private static <M> Future<? extends Reply> attempt(
      Function<M, Future<? extends Reply>> handler, M message) {
    try {
      return handler.apply(message);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
