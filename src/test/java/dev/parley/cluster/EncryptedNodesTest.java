package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ServerProcess;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with certificates, and who comes without the right ones. */
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
    JsonNode subscribed = bob.subscribe(room);
    assertThat(Json.texts(subscribed.get("online_users"))).containsExactlyInAnyOrder("Ann", "Bob");
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
    staysOutside(2, new Authority(folder.resolve("other")).sign("node"));
  }

  @Test
  void aNodeWithoutACertificateStaysOutside() throws Exception {
    staysOutside(3);
  }

  private static void staysOutside(int number, String... settings) throws Exception {
    ServerProcess other = fleet.add(number, dev.parley.Main.class.getName(), settings);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.output()).contains("Parley can't start: The cluster can't be joined: ");
    assertThat(fleet.rest(0).online(room)).containsExactlyInAnyOrder("Ann", "Bob");
    assertThat(fleet.node(0).output()).doesNotContain("others=[]\n", "merged=true");
  }

  @Test
  void whoIsNoNodeCannotPublish() throws IOException {
    try (Socket socket = new Socket("127.0.0.2", BUS)) {
      socket.setSoTimeout(20_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      byte[] ping = "\u0000\u0000\u0000\u000e\u0002\u0001nodes".getBytes();
      out.write(ping);
      out.flush();
      socket.shutdownOutput();
      // a TLS alert or nothing, and the end
      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(32);
    }
    assertThat(fleet.node(0).output()).doesNotContain("NullPointerException");
  }

  @Test
  void aMissingFileIsSaidInASentence() throws Exception {
    String[] settings = authority.sign("forgetful");
    settings[1] = "--cluster.tls-key=" + folder.resolve("nowhere.key");
    ServerProcess node = fleet.add(4, dev.parley.Main.class.getName(), settings);
    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.output())
        .contains("Parley can't start: cluster.tls-key names no file to read: ")
        .doesNotContain("Exception");
  }

  private static String[] with(String[] settings, String one) {
    List<String> all = new java.util.ArrayList<>(List.of(settings));
    all.add(one);
    return all.toArray(String[]::new);
  }
}
