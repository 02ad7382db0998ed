package dev.parley.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One TCP connection to an HTTP port, on which a test sends what it likes, and when. */
public final class RawConnection implements AutoCloseable {

  private static final int PATIENCE_MS = 20_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects and says nothing. */
  public static RawConnection open(int port) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return new RawConnection(socket);
  }

  /** Sends a text, each character as one byte; or as much as the server still takes. */
  public RawConnection send(String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      if (socket.isClosed()) {
        throw e;
      }
    }
    return this;
  }

  /** Sends a request and reads its answer; empty if the server has hung up. */
  public String answer(String request) throws IOException {
    return send(request).answer();
  }

  /** Reads one answer, head and body; empty if the server hangs up before. */
  public String answer() throws IOException {
    String head = readHead();
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Reads what comes until the server hangs up. */
  public String rest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int next = read(); next >= 0; next = read()) {
      all.write(next);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Breaks the connection off (RST). */
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
    for (int next = read(); next >= 0; next = read()) {
      head.append((char) next);
      if (next == '\n' && head.indexOf("\r\n\r\n") >= 0) {
        return head.toString();
      }
    }
    return "";
  }

  private int read() throws IOException {
    try {
      return in.read();
    } catch (SocketException e) {
      return -1; // reset
    }
  }
}
