package dev.parley.example;

import dev.parley.bus.RoomId;
import dev.parley.client.ChatClient;
import dev.parley.client.ChatListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** A bot: greets whoever writes "hello" in a room. */
public final class GreeterBot extends VerticleBase {

  private final RoomId room;

  /** In this room. */
  public GreeterBot(RoomId room) {
    this.room = room;
  }

  @Override
  public Future<?> start() {
    ChatClient chat = new ChatClient(vertx, "Greeter");
    return chat.follow(
        room,
        ChatListener.ofNew(
            message -> {
              if (message.content().value().equals("hello")) {
                chat.post(room, "Hello, " + message.author() + "!");
              }
            }));
  }
}
