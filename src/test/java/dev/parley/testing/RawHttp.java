package dev.parley.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bytes sent to an HTTP port as they are, for requests that no decent client makes. */
public final class RawHttp {

  private static final int PATIENCE_MS = 20_000;

  private RawHttp() {}

  /** Sends lines, which get the ends that HTTP has, and an empty line. */
  public static RestAnswer sendLines(int port, String... lines) throws IOException {
    return send(port, String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** Sends a text, each character as one byte. */
  public static RestAnswer send(int port, String text) throws IOException {
    return send(port, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Sends bytes and reads one answer.
   *
   * @return null if the server ended the connection without one
   */
  public static RestAnswer send(int port, byte[] bytes) throws IOException {
    return send(port, bytes, PATIENCE_MS);
  }

  /**
   * Sends bytes and reads one answer.
   *
   * @param patienceMs how long to wait for it
   * @return null if the server ended the connection without one
   */
  public static RestAnswer send(int port, byte[] bytes, int patienceMs) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(patienceMs);
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      try {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
      } catch (SocketException e) {
        // it has read enough to answer, and hung up
      }
      boolean bodiless = new String(bytes, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
      return read(new BufferedInputStream(socket.getInputStream()), bodiless);
    }
  }

  private static RestAnswer read(InputStream in, boolean bodiless) throws IOException {
    String[] head = readHead(in).split("\r\n");
    if (!head[0].startsWith("HTTP/")) {
      return null;
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : List.of(head).subList(1, head.length)) {
      String[] parts = line.split(": ?", 2);
      headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
    }
    int length =
        bodiless
            ? 0
            : Integer.parseInt(headers.getOrDefault("Content-Length", List.of("0")).get(0));
    byte[] body = in.readNBytes(length);
    return new RestAnswer(
        Integer.parseInt(head[0].split(" ")[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        body,
        new String(body, StandardCharsets.UTF_8));
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = readByte(in);
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int readByte(InputStream in) throws IOException {
    try {
      return in.read();
    } catch (SocketException e) {
      return -1;
    }
  }
}
