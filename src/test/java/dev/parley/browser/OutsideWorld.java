package dev.parley.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Stands for every host but this one: the browser has it as its proxy for all of them. It answers
 * nothing and writes down who was wanted, so that a page that reaches out is caught whichever way
 * it tries.
 */
final class OutsideWorld implements AutoCloseable {

  /** Where Chromium itself goes, page or no page, whatever it is told. */
  private static final Pattern CHROMIUMS_OWN =
      Pattern.compile(
          ".*\\b(clients2\\.google\\.com|update\\.googleapis\\.com|accounts\\.google\\.com"
              + "|content-autofill\\.googleapis\\.com)\\b.*");

  private final ServerSocket socket;
  private final List<String> wanted = new CopyOnWriteArrayList<>();

  OutsideWorld() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread listener = new Thread(this::listen, "outside-world");
    listener.setDaemon(true);
    listener.start();
  }

  /** The proxy's address. */
  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** The first lines of all requests so far, forgotten with this. */
  List<String> take() {
    List<String> all = List.copyOf(wanted);
    wanted.clear();
    return all;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void listen() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
        String line = in.readLine();
        if (line != null && !CHROMIUMS_OWN.matcher(line).matches()) {
          wanted.add(line);
        }
      } catch (IOException e) {
        // the test is over, or the browser broke off: either way nobody was reached
      }
    }
  }
}
