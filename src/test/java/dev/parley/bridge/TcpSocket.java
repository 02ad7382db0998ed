package dev.parley.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client of the TCP bridge. */
final class TcpSocket extends BridgeClient {

  private final Socket socket;

  TcpSocket(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    Thread reader = new Thread(this::read, "tcp-bridge-client");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        came(new JsonObject(Buffer.buffer(in.readNBytes(in.readInt()))));
      }
    } catch (IOException end) {
      ended();
    }
  }

  @Override
  void send(JsonObject frame) {
    send(frame.toBuffer().getBytes());
  }

  /** Sends bytes behind their length. */
  void send(byte... frame) {
    sendLength(frame.length);
    sendBytes(frame);
  }

  void sendLength(int length) {
    try {
      new DataOutputStream(socket.getOutputStream()).writeInt(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendBytes(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says nothing more, and waits for the bridge to hang up. */
  void end() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    isHungUp();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
