package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket made by hand, for what no decent client does. Frames are as RFC 6455, 5.2 has it. */
public final class RawSocket implements AutoCloseable {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int PATIENCE_MS = 20_000;
  private static final byte[] MASK = {1, 2, 3, 4};

  /** A frame from the server. */
  public record Frame(int opcode, boolean last, byte[] payload) {

    /** The code of a close frame; 1005 if it has none. */
    public int closeCode() {
      return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort();
    }

    /** As text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Connects and asks for the upgrade, with these headers more. */
  public static RawSocket open(int port, String target, String... headers) throws IOException {
    return open(port, 0, target, headers);
  }

  /** As {@link #open(int, String, String...)}, with a small buffer for what it receives. */
  public static RawSocket open(int port, int receiveBytes, String target, String... headers)
      throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    RawSocket raw = new RawSocket(socket);
    StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
    request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    raw.send(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    String head = raw.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("no upgrade: " + head);
    }
    return raw;
  }

  /** Connects a person to a room and waits until it is let in. */
  public static RawSocket join(int port, String room, String name) throws IOException {
    RawSocket raw = open(port, ChatClient.target(room, name));
    raw.await("join");
    return raw;
  }

  /** Connects a person with the full protocol and waits for the first frame. */
  public static RawSocket full(int port, String name) throws IOException {
    RawSocket raw = open(port, FullFrames.target(name));
    raw.await("hello");
    return raw;
  }

  /** Sends bytes as they are, or as many as the server still takes: reading tells how it ended. */
  public void send(byte... bytes) throws IOException {
    takes(bytes);
  }

  /** Sends bytes as they are, and says whether the connection was still there for that. */
  public boolean takes(byte... bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (SocketException e) {
      if (socket.isClosed()) {
        throw e;
      }
      return false;
    }
  }

  /** Sends a whole text frame. */
  public void sendText(String text) throws IOException {
    send(frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends a frame of this opcode. */
  public void send(int opcode, boolean last, byte... payload) throws IOException {
    send(frame((last ? FINAL : 0) | opcode, payload));
  }

  /** The bytes of a frame as a client has to send it, masked; the first byte as given. */
  public static byte[] frame(int firstByte, byte... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(firstByte);
    frame.writeBytes(length(payload.length));
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % MASK.length]);
    }
    return frame.toByteArray();
  }

  private static byte[] length(int length) {
    if (length < 126) {
      return new byte[] {(byte) (MASKED | length)};
    }
    return length < 1 << 16
        ? ByteBuffer.allocate(3).put((byte) (MASKED | 126)).putShort((short) length).array()
        : ByteBuffer.allocate(9).put((byte) (MASKED | 127)).putLong(length).array();
  }

  /** The next frame; null if the connection has ended. */
  public Frame read() throws IOException {
    try {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      if ((second & MASKED) != 0) {
        throw new AssertionError("a server must not mask");
      }
      long length = second;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[Math.toIntExact(length)];
      in.readFully(payload);
      return new Frame(first & 0x0F, (first & FINAL) != 0, payload);
    } catch (EOFException | SocketException e) {
      return null;
    }
  }

  /** The next text frame of this type; pings are answered, what else comes is passed over. */
  public JsonNode await(String type) throws IOException {
    for (Frame frame = read(); frame != null; frame = read()) {
      if (frame.opcode() == PING) {
        send(PONG, true, frame.payload());
      } else if (frame.opcode() == CLOSE) {
        throw new AssertionError(
            "closed with " + frame.closeCode() + " and no " + type + " before");
      } else if (frame.opcode() == TEXT) {
        JsonNode json = Json.parse(frame.text());
        if (type.equals(json.path("type").asText())) {
          return json;
        }
      }
    }
    throw new AssertionError("cut and no " + type + " before");
  }

  /** Reads on to the close frame and gives its code; 1006 if the connection ended without one. */
  public int awaitClose() throws IOException {
    Frame frame = read();
    while (frame != null && frame.opcode() != CLOSE) {
      frame = read();
    }
    return frame == null ? 1006 : frame.closeCode();
  }

  /** Sends no more, and reads on. */
  public void shutdownOutput() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException e) {
      // the server has hung up already
    }
  }

  /** Ends the TCP connection without a word (FIN). */
  public void cut() throws IOException {
    socket.close();
  }

  /** Breaks the TCP connection off (RST). */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
