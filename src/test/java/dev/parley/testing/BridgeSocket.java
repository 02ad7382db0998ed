package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client of the TCP bridge that asks one thing after the other, over a plain socket, which shares
 * no code with the server.
 */
public final class BridgeSocket implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;
  private static final String REPLY = "reply";

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  /** Connects. */
  public BridgeSocket(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MS);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
  }

  /** Asks without headers; gives the frame that answers. */
  public JsonNode ask(String address, String body) throws IOException {
    return ask(address, "{}", body);
  }

  /** Asks; gives the frame that answers, whose {@code type} is {@code err} if it is refused. */
  public JsonNode ask(String address, String headers, String body) throws IOException {
    send(
        "{\"type\":\"send\",\"address\":\"%s\",\"replyAddress\":\"%s\",\"headers\":%s,\"body\":%s}"
            .formatted(address, REPLY, headers, body));
    JsonNode frame = next();
    while (!REPLY.equals(frame.path("address").asText())) {
      frame = next();
    }
    return frame;
  }

  /** Listens at an address; gives the first frame that comes from there. */
  public JsonNode listen(String address) throws IOException {
    send("{\"type\":\"register\",\"address\":\"%s\",\"headers\":{}}".formatted(address));
    return next();
  }

  private void send(String frame) throws IOException {
    byte[] json = frame.getBytes(StandardCharsets.UTF_8);
    out.writeInt(json.length);
    out.write(json);
  }

  /** The next frame, whatever it is. */
  public JsonNode next() throws IOException {
    return Json.parse(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
