package dev.parley.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.LongClusterTest;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who come through the proxy of the example. */
@LongClusterTest
class ProxyTest {
  private static final int PEOPLE = 12;

  @TempDir Path folder;

  @Test
  void whileNodesAreRestartedOneByOneNobodyMissesAnything() throws Exception {
    List<Integer> ports = List.of(Haproxy.freePort(), Haproxy.freePort());
    try (Crew crew = new Crew(folder)) {
      List<ServerProcess> nodes = List.of(launch(crew, ports.get(0)), launch(crew, ports.get(1)));
      nodes.forEach(ServerProcess::port);
      try (Haproxy proxy = new Haproxy(folder, ports)) {
        Rest rest = new Rest(proxy.port());
        Writers writers = new Writers(rest.makeRoom("Proxied")).join(PEOPLE, proxy.port());
        writers.awaitMoreOfEach(10);
        for (int node = 0; node < nodes.size(); node++) {
          Crew.end(nodes.get(node));
          writers.awaitMoreOfEach(10);
          launch(crew, ports.get(node)).port();
          proxy.awaitUp(node + 1);
        }
        writers.awaitMoreOfEach(10);
        assertThat(writers.connections()).isGreaterThan(PEOPLE);
        writers.finish(rest);
        assertThat(proxy.down()).hasSize(nodes.size());
      }
    }
  }

  @Test
  void whoComesThroughItCountsByTheirOwnAddress() throws IOException {
    Map<String, String> settings =
        Map.of(
            "http.trusted-proxies",
            "127.0.0.1",
            "limits.requests-per-second",
            "1",
            "limits.requests-burst",
            "1");
    try (ParleyServer server = ParleyServer.start(folder, settings);
        Haproxy proxy = new Haproxy(folder, List.of(server.port()))) {
      assertThat(get(proxy, "127.0.0.8", "")).startsWith("HTTP/1.1 200 ");
      assertThat(get(proxy, "127.0.0.9", "")).startsWith("HTTP/1.1 200 ");
      List<String> forged = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        forged.add(get(proxy, "127.0.0.9", "X-Forwarded-For: 192.0.2." + i + "\r\n"));
      }
      assertThat(forged).anyMatch(answer -> answer.startsWith("HTTP/1.1 429 "));
    }
  }

  private static ServerProcess launch(Crew crew, int port) throws IOException {
    return crew.launch("--http.port=" + port, "--http.trusted-proxies=127.0.0.1");
  }

  private static String get(Haproxy proxy, String from, String header) throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (Socket socket = new Socket(here, proxy.port(), InetAddress.getByName(from), 0)) {
      String request =
          "GET /api/chat/rooms HTTP/1.1\r\nHost: parley\r\nConnection: close\r\n" + header + "\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
