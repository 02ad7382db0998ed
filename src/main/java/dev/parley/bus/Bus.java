package dev.parley.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger log = LoggerFactory.getLogger(Bus.class);

  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setCodecName(BusMessageCodec.NAME).setSendTimeout(REQUEST_TIMEOUT_MS);

  private final EventBus eventBus;

  private Bus(EventBus eventBus) {
    this.eventBus = eventBus;
  }

  /** Registers Parley's codec; to be called once for each Vert.x instance. */
  public static Bus on(EventBus eventBus) {
    eventBus.registerCodec(new BusMessageCodec());
    return new Bus(eventBus);
  }

  /**
   * Sends a message and waits for its answer.
   *
   * @return the answer, or a {@link Failure}
   */
  public <T extends Reply> Future<T> request(String address, BusMessage message, Class<T> answer) {
    return eventBus
        .<Reply>request(address, message, OPTIONS)
        .map(reply -> answer.cast(reply.body()))
        .recover(error -> Future.failedFuture(asFailure(error)));
  }

  /** Sends a message to whoever answers at the address, and wants no answer. */
  public void send(String address, BusMessage message) {
    eventBus.send(address, message, OPTIONS);
  }

  /** Hands a message to every consumer of the address; nobody answers. */
  public void publish(String address, BusMessage message) {
    eventBus.publish(address, message, OPTIONS);
  }

  /**
   * Answers what is sent to an address on this node. What fails otherwise than by a {@link Failure}
   * is logged.
   */
  public <M extends BusMessage> MessageConsumer<M> answer(
      String address, Function<M, Future<? extends Reply>> handler) {
    return eventBus.<M>localConsumer(
        address,
        message ->
            attempt(handler, message.body())
                .onSuccess(reply -> message.reply(reply, OPTIONS))
                .onFailure(
                    error -> {
                      Failure failure = expected(error, address);
                      message.fail(failure.code().ordinal(), failure.getMessage());
                    }));
  }

  /** Listens to what is published to an address on this node. */
  public <M extends BusMessage> MessageConsumer<M> listen(String address, Consumer<M> handler) {
    return eventBus.<M>localConsumer(address, message -> handler.accept(message.body()));
  }

  private static <M> Future<? extends Reply> attempt(
      Function<M, Future<? extends Reply>> handler, M message) {
    try {
      return handler.apply(message);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Failure expected(Throwable error, String address) {
    if (error instanceof Failure failure) {
      return failure;
    }
    log.error("bus_handler_failed address={}", address, error);
    return new Failure(FailureCode.INTERNAL);
  }

  private static Failure asFailure(Throwable error) {
    if (!(error instanceof ReplyException reply)) {
      return unexpected(error);
    }
    return switch (reply.failureType()) {
      case TIMEOUT -> new Failure(FailureCode.OUTCOME_UNKNOWN);
      case NO_HANDLERS ->
          new Failure(FailureCode.OVERLOADED, "That part of the server is not running.");
      case RECIPIENT_FAILURE ->
          FailureCode.of(reply.failureCode())
              .map(code -> new Failure(code, reply.getMessage()))
              .orElseGet(() -> unexpected(reply));
      case ERROR -> unexpected(reply);
    };
  }

  private static Failure unexpected(Throwable error) {
    log.error("bus_request_failed", error);
    return new Failure(FailureCode.INTERNAL);
  }
}
