package dev.parley.bus;

import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.message;
import static dev.parley.testing.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.RoomEvent.MessagesPosted;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the bus does with an event that another node reads from the wire when it is looked at. */
class BusEverywhereTest {
  private static final MessagesPosted EVENT = new MessagesPosted(List.of(message(1)));

  private final List<RoomEvent> heard = new ArrayList<>();
  private final Bus bus =
      Bus.on(fake(EventBus.class, (proxy, method, with) -> call(method.getName(), with)));
  private Handler<Message<RoomEvent>> listener;
  private Object published;
  private DeliveryOptions options;
  private int decoded;

  @Test
  void whoeverHasNobodyInTheRoomDoesNotDecodeWhatHappensThere() {
    bus.publishEverywhere(EVENT);
    listen(room(99));
    receive();
    assertThat(decoded).isZero();
    assertThat(heard).isEmpty();
    listen(ROOM);
    receive();
    assertThat(decoded).isEqualTo(1);
    assertThat(heard).containsExactly(EVENT);
  }

  @Test
  void whatIsPublishedEverywhereIsMadeForTheWireOnce() {
    bus.publishEverywhere(EVENT);
    assertThat(published).isInstanceOf(Published.class);
    assertThat(options.getCodecName()).isEqualTo(PublishedCodec.NAME);
    bus.publishEverywhere(Addresses.nodes(), EVENT);
    assertThat(published).isInstanceOf(Published.class);
    assertThat(options.getCodecName()).isEqualTo(PublishedCodec.NAME);
  }

  private void listen(RoomId room) {
    bus.listenEverywhere(Addresses.shardOf(ROOM), Set.of(room)::contains, heard::add);
  }

  /** As from another node: the headers are there, the body is decoded when it is asked for. */
  private void receive() {
    MultiMap headers = options.getHeaders();
    listener.handle(
        fake(
            Message.class,
            (proxy, method, with) -> {
              if (method.getName().equals("body")) {
                decoded++;
                return EVENT;
              }
              return headers;
            }));
  }

  @SuppressWarnings("unchecked")
  private Object call(String method, Object[] with) {
    switch (method) {
      case "consumer" -> listener = (Handler<Message<RoomEvent>>) with[1];
      case "publish" -> {
        published = with[1];
        options = (DeliveryOptions) with[2];
      }
      default -> assertThat(method).isEqualTo("registerCodec");
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static <T> T fake(Class<? super T> type, InvocationHandler calls) {
    return (T) (Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
