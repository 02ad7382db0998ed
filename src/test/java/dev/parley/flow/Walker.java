package dev.parley.flow;

import dev.parley.testing.BridgeSocket;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Somebody who goes through all doors.
 *
 * @param headers what their requests and sockets have: name, value, name, value
 * @param bearer what they show at the bridge, where there are no cookies; null for nothing
 */
record Walker(ParleyServer server, String name, List<String> headers, String bearer) {

  Rest rest() {
    return new Rest(server.port(), headers.toArray(String[]::new));
  }

  /** Comes to the plain protocol of a room. */
  ChatClient plain(String room) {
    return connect("/ws/chat/" + room);
  }

  /** Comes to the full protocol. */
  ChatClient full() {
    return connect("/ws/chat");
  }

  private ChatClient connect(String path) {
    String username = "?username=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return ChatClient.connect(server.port(), path + username, headers.toArray(String[]::new));
  }

  /** Comes to the bridge, and has said who it is, with whatever came of it. */
  BridgeSocket bridge() throws IOException {
    BridgeSocket bridge = new BridgeSocket(server.bridgePort());
    signIn(bridge);
    return bridge;
  }

  WalkOutcome signIn(BridgeSocket bridge) throws IOException {
    String shown = bearer == null ? "{}" : Json.object("Authorization", "Bearer " + bearer);
    return WalkOutcome.ofBridge(
        bridge.ask("chat.session", shown, Json.object("username", name)), null);
  }
}
