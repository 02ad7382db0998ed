package dev.parley.example;

import dev.parley.bus.Message;
import dev.parley.bus.RoomId;
import dev.parley.client.ChatClient;
import dev.parley.client.ChatListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** A bot: answers whoever writes "hello" in a room. */
public final class GreeterBot extends VerticleBase {

  private static final String NAME = "Greeter";

  private final RoomId room;

  /** In this room. */
  public GreeterBot(RoomId room) {
    this.room = room;
  }

  @Override
  public Future<?> start() {
    ChatClient chat = new ChatClient(vertx, NAME);
    return chat.follow(
        room,
        new ChatListener() {
          @Override
          public void message(Message message) {
            if (message.content().value().equals("hello")) {
              chat.post(room, "Hello, " + message.author() + "!");
            }
          }
        });
  }
}
