package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.LongClusterTest;
import dev.parley.testing.ServerProcess;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with certificates, and who comes without the right ones. */
@LongClusterTest
class EncryptedNodesTest {
  private static final int BUS = 7999;

  @TempDir static Path folder;

  private static Authority authority;
  private static Fleet fleet;
  private static String room;
  private static FullClient ann;
  private static FullClient bob;

  @BeforeAll
  static void start() throws Exception {
    authority = new Authority(folder.resolve("authority"));
    String[] settings = authority.sign("node");
    fleet = new Fleet(folder, 2, with(settings, "--cluster.bus-port=" + BUS));
    room = fleet.rest(0).makeRoom("Secrets");
    ann = FullClient.connect(fleet.port(0), "Ann");
    ann.subscribe(room);
    bob = FullClient.connect(fleet.port(1), "Bob");
    Set<String> online = new TreeSet<>(Json.texts(bob.subscribe(room).get("online_users")));
    while (online.size() < 2) {
      // whom the other node has comes with its answer, which may take longer than the own join
      online.addAll(Json.texts(bob.await("presence").get("joined")));
    }
    assertThat(online).containsExactly("Ann", "Bob");
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @Test
  void nodesWithCertificatesOfOneAuthorityHearEachOther() {
    ann.type(room);
    assertThat(bob.await("typing").get("username").asText()).isEqualTo("Ann");
    bob.type(room);
    assertThat(ann.await("typing").get("username").asText()).isEqualTo("Bob");
  }

  @Test
  void aNodeOfAnotherAuthorityStaysOutside() throws Exception {
    ServerProcess other = staysOutside(2, new Authority(folder.resolve("other")).sign("node"));
    assertThat(other.output()).contains("SSLHandshakeException");
  }

  @Test
  void aNodeWithoutACertificateStaysOutside() throws Exception {
    staysOutside(3);
  }

  /** It has the same database, but hears of nobody and is not heard. */
  private static ServerProcess staysOutside(int number, String... settings) throws Exception {
    String name = "Stranger " + number;
    try (ServerProcess other = fleet.add(number, ServerProcess.Program.PARLEY.main(), settings);
        FullClient stranger = FullClient.connect(other.port(), name)) {
      JsonNode subscribed = stranger.subscribe(room);
      assertThat(Json.texts(subscribed.get("online_users"))).containsExactly(name);
      stranger.type(room);
      ann.type(room);
      stranger.post(room, "through the database");
      ann.untilMessage("through the database");
      assertThat(bob.untilMessage("through the database"))
          .noneMatch(frame -> name.equals(frame.path("username").asText()));
      assertThat(stranger.untilMessage("through the database"))
          .noneMatch(frame -> "Ann".equals(frame.path("username").asText()));
      assertThat(fleet.rest(0).online(room)).containsExactlyInAnyOrder("Ann", "Bob");
      assertThat(other.output()).contains("JOIN(").doesNotContain("merged=true");
      return other;
    }
  }

  @Test
  void whoIsNoNodeCannotPublish() throws IOException {
    try (Socket socket = new Socket("127.0.0.2", BUS)) {
      socket.setSoTimeout(20_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(14);
      out.writeBytes("\u0002\u0001\u0000\u0000nodes");
      out.flush();
      // one that took it for a message would wait for the next
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void aMissingFileIsSaidInASentence() throws Exception {
    String[] settings = authority.sign("forgetful");
    settings[1] = "--cluster.tls-key=" + folder.resolve("nowhere.key");
    ServerProcess node = fleet.add(4, ServerProcess.Program.PARLEY.main(), settings);
    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.output())
        .contains("Parley can't start: cluster.tls-key names no file to read: ")
        .doesNotContain("Exception");
  }

  private static String[] with(String[] settings, String one) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add(one);
    return all.toArray(String[]::new);
  }
}
