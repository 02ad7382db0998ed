package dev.parley.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The event bus as others may use it: JSON at {@link PublicAddresses}, within this process. What
 * fails is a {@link ReplyException} with the number of a {@link FailureCode}, and its name before
 * the sentence: {@code room_not_found: There is no such room.}
 *
 * <p>Safe for any thread; handlers run on the context that they were registered on.
 */
public final class PublicBus {

  private static final DeliveryOptions HERE =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setSendTimeout(Bus.REQUEST_TIMEOUT_MS)
          .addHeader(PublicAddresses.VERSION_HEADER, Integer.toString(PublicAddresses.VERSION));

  private final EventBus eventBus;

  /** On this bus. */
  public PublicBus(EventBus eventBus) {
    this.eventBus = eventBus;
  }

  /** Answers requests; what fails otherwise than by a {@link Failure} is logged. */
  public MessageConsumer<Object> serve(
      String address, Function<JsonObject, Future<JsonObject>> service) {
    return eventBus.localConsumer(address, message -> answer(message, service));
  }

  private static void answer(
      Message<Object> message, Function<JsonObject, Future<JsonObject>> service) {
    attempt(message, service)
        .onSuccess(answer -> message.reply(answer, HERE))
        .onFailure(
            error -> {
              Failure failure = BusFailures.expected(error, message.address());
              message.fail(failure.code().ordinal(), said(failure));
            });
  }

  private static Future<JsonObject> attempt(
      Message<Object> message, Function<JsonObject, Future<JsonObject>> service) {
    try {
      requireVersion(message.headers().get(PublicAddresses.VERSION_HEADER));
      if (message.body() instanceof JsonObject request) {
        return service.apply(request);
      }
      throw new Failure(FailureCode.INVALID_BODY, "The body must be a JSON object.");
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static void requireVersion(String wanted) {
    if (wanted != null && !wanted.equals(Integer.toString(PublicAddresses.VERSION))) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER,
          "Only version " + PublicAddresses.VERSION + " of these addresses is spoken here.");
    }
  }

  /** How a failure is said to a client: its name, and the sentence. */
  public static String said(Failure failure) {
    return failure.code().code() + ": " + failure.getMessage();
  }

  /**
   * Takes the messages for all rooms. A room's address is there from the first message that is sent
   * to it on this node.
   *
   * @param own where the service runs
   * @param max the most addresses that are kept; of more, those longest unused go
   * @return ends it; to be run on {@code own}
   */
  public Runnable servePosts(Context own, int max, Posts service) {
    PostAddresses posts = new PostAddresses(own, max, service);
    eventBus.addOutboundInterceptor(posts);
    return () -> {
      eventBus.removeOutboundInterceptor(posts);
      posts.close();
    };
  }

  /** Takes a message for a room. */
  public interface Posts {
    Future<JsonObject> post(RoomId room, JsonObject message);
  }

  /** Tells whoever listens on this node. */
  public void tell(String address, JsonObject event) {
    eventBus.publish(address, event, HERE);
  }

  /** Hears what is told on this node; there for what is told after its completion. */
  public MessageConsumer<JsonObject> hear(String address, Consumer<JsonObject> listener) {
    return eventBus.<JsonObject>localConsumer(address, message -> listener.accept(message.body()));
  }

  /**
   * Asks the node of this process.
   *
   * @return the answer, or a {@link Failure}
   */
  public Future<JsonObject> ask(String address, JsonObject request) {
    return ask(address, request, null);
  }

  /**
   * The same for a client.
   *
   * @param version the one that the client says it is made for; null if it doesn't say
   */
  public Future<JsonObject> ask(String address, JsonObject request, String version) {
    DeliveryOptions options =
        version == null
            ? HERE
            : new DeliveryOptions(HERE)
                .setHeaders(
                    MultiMap.caseInsensitiveMultiMap()
                        .set(PublicAddresses.VERSION_HEADER, version));
    return eventBus
        .<JsonObject>request(address, request, options)
        .map(Message::body)
        .recover(error -> Future.failedFuture(asFailure(error)));
  }

  private static Failure asFailure(Throwable error) {
    Failure failure = BusFailures.of(error);
    String prefix = failure.code().code() + ": ";
    return failure.getMessage().startsWith(prefix)
        ? new Failure(failure.code(), failure.getMessage().substring(prefix.length()))
        : failure;
  }

  /** Registers a room's address just before the first message for it goes out. */
  private final class PostAddresses implements Handler<DeliveryContext<Object>> {
    private final Context own;
    private final int max;
    private final Posts service;
    private final Map<String, MessageConsumer<Object>> consumers =
        new LinkedHashMap<>(16, 0.75f, true);

    PostAddresses(Context own, int max, Posts service) {
      this.own = own;
      this.max = max;
      this.service = service;
    }

    @Override
    public void handle(DeliveryContext<Object> delivery) {
      String address = delivery.message().address();
      if (PublicAddresses.isPost(address)) {
        own.runOnContext(
            turn -> {
              consumers.computeIfAbsent(address, this::register);
              forgetOldest();
              delivery.next();
            });
      } else {
        delivery.next();
      }
    }

    private MessageConsumer<Object> register(String address) {
      return serve(address, message -> service.post(PublicAddresses.room(address), message));
    }

    private void forgetOldest() {
      if (consumers.size() > max) {
        String oldest = consumers.keySet().iterator().next();
        consumers.remove(oldest).unregister();
      }
    }

    void close() {
      consumers.values().forEach(MessageConsumer::unregister);
      consumers.clear();
    }
  }
}
