package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Images;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people say about themselves, and their pictures. */
@ExtendWith(BlockedEventLoops.class)
class AccountProfileTest {
  private static final String ME = "/api/chat/me";
  private static final String AVATAR = ME + "/avatar";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.avatar-bytes", "200KiB"));

  @Test
  void aProfileChangesAsFarAsItIsGiven() {
    Account ann = parley.account("Ann");
    JsonNode me =
        ann.rest()
            .patch(ME, "{\"display_name\": \" Ann B. \", \"about\": \"Two\\nlines\"}")
            .isJson(200);
    assertThat(me.get("display_name").asText()).isEqualTo("Ann B.");
    me = ann.rest().patch(ME, "{\"status\": \"away\", \"hide_last_seen\": true}").isJson(200);
    assertThat(me.get("display_name").asText()).isEqualTo("Ann B.");
    assertThat(me.get("about").asText()).isEqualTo("Two\nlines");
    assertThat(me.get("hide_last_seen").asBoolean()).isTrue();
    for (String wrong :
        new String[] {
          "{}",
          "{\"display_name\": \" \"}",
          "{\"display_name\": \"a\\nb\"}",
          "{\"status\": \"" + "x".repeat(101) + "\"}",
          "{\"about\": \"" + "x".repeat(1001) + "\"}",
          "{\"display_name\": 7}"
        }) {
      ann.rest().patch(ME, wrong).isProblem(400, "invalid_body");
    }
  }

  @Test
  void peopleAreFoundByBothNamesAndPageByPage() {
    for (String name : new String[] {"Zoe 1", "zoe 2", "ZOE 3"}) {
      parley.account(name);
    }
    Account xaver = parley.account("Xaver");
    xaver.rest().patch(ME, "{\"display_name\": \"Zo\u00C9 the 4th\"}").hasStatus(200);
    Rest rest = xaver.rest();
    assertThat(names(rest.get("/api/chat/people?query=zoe")))
        .containsExactly("Zoe 1", "zoe 2", "ZOE 3");
    assertThat(names(rest.get("/api/chat/people?query=zO%C3%A9"))).containsExactly("Xaver");
    assertThat(names(rest.get("/api/chat/people?query=zo%25"))).isEmpty();
    parley.account("50% + 1");
    assertThat(names(rest.get("/api/chat/people?query=0%25+%2b"))).containsExactly("50% + 1");
    rest.get("/api/chat/people/50%25%20%2B%201").hasStatus(200);
    // what comes out of one decoding isn't decoded once more
    assertThat(names(rest.get("/api/chat/people?query=%2558aver"))).isEmpty();
    assertThat(names(rest.get("/api/chat/people?query=%58aver"))).containsExactly("Xaver");
    RestAnswer page = rest.get("/api/chat/people?query=zoe&limit=2");
    assertThat(names(page)).containsExactly("Zoe 1", "zoe 2");
    assertThat(names(rest.get(page.link("next")))).containsExactly("ZOE 3");
    rest.get("/api/chat/people?limit=0").isProblem(400, "invalid_parameter");
    parley.rest().get("/api/chat/people").isProblem(401, "not_signed_in");
    assertThat(rest.get("/api/chat/people/zoe%201").isJson(200).get("presence").asText())
        .isEqualTo("offline");
    rest.get("/api/chat/people/nobody").isProblem(404, "person_not_found");
    rest.get("/api/chat/people/" + "x".repeat(65)).isProblem(404, "person_not_found");
  }

  @Test
  void peoplesPagesSkipNobodyWhateverTheNames() {
    String[] all = {"q%41 one", "q%7azzz", "q+plus", "q100%", "qa+b"};
    for (String name : all) {
      parley.account(name);
    }
    List<String> found = new ArrayList<>();
    for (String next = "/api/chat/people?query=q&limit=1"; next != null; ) {
      RestAnswer page = parley.administrator().rest().get(next);
      names(page).forEach(found::add);
      next = page.header("Link") == null ? null : page.link("next");
    }
    assertThat(found).containsExactly(all);
  }

  private static Iterable<String> names(RestAnswer answer) {
    return Json.texts(answer.isJson(200), "username");
  }

  @Test
  void aPictureOfEveryKindBecomesTwoSquaresWithNothingElseOfTheFile() {
    Account bob = parley.account("Bob");
    for (String format : new String[] {"png", "jpeg", "gif"}) {
      byte[] file = Images.encoded(Images.halves(400, 300), format);
      JsonNode me = bob.rest().upload(AVATAR, "image/" + format, file).isJson(200);
      String address = me.get("avatar").asText();
      assertThat(address).startsWith("/api/chat/people/Bob/avatar?v=");
      for (int size : new int[] {64, 256}) {
        RestAnswer answer = parley.rest().get(address + "&size=" + size).hasStatus(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, max-age=86400");
        BufferedImage image = Images.decoded(answer.bytes());
        assertThat(image.getWidth()).isEqualTo(size);
        assertThat(image.getHeight()).isEqualTo(size);
        // red on the left, blue on the right, as in the middle of the file
        assertThat(image.getRGB(2, size / 2) >> 16 & 0xFF).isGreaterThan(200);
        assertThat(image.getRGB(size - 3, size / 2) & 0xFF).isGreaterThan(200);
        parley
            .rest()
            .send("GET", address + "&size=" + size, "If-None-Match", answer.header("ETag"))
            .hasStatus(304);
      }
    }
    bob.rest().delete(AVATAR).hasStatus(200);
    parley.rest().get("/api/chat/people/Bob/avatar").isProblem(404, "not_found");
    parley.rest().get("/api/chat/people/Nobody/avatar").isProblem(404, "not_found");
  }

  @Test
  void aWebPBecomesAPictureToo() {
    Account wim = parley.account("Wim");
    wim.rest().upload(AVATAR, "image/webp", Images.webp()).hasStatus(200);
    RestAnswer answer = parley.rest().get("/api/chat/people/Wim/avatar").hasStatus(200);
    assertThat(Images.decoded(answer.bytes()).getWidth()).isEqualTo(256);
  }

  @Test
  void whatSaysThatItIsVeryLargeIsRefusedBeforeItIsDecoded() {
    Account eve = parley.account("Eve");
    for (int[] sides : new int[][] {{30_000, 30_000}, {8001, 10}, {10, 8001}, {4000, 3200}}) {
      byte[] bomb = Images.claiming(sides[0], sides[1]);
      assertThat(bomb.length).isLessThan(200 << 10);
      eve.rest().upload(AVATAR, "image/png", bomb).isProblem(400, "invalid_image");
    }
  }

  @Test
  void whatIsNoPictureIsRefused() {
    Account mal = parley.account("Mal");
    byte[] png = Images.encoded(Images.halves(100, 100), "png");
    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(png, png.length / 3);
    mal.rest().upload(AVATAR, "image/png", svg).isProblem(400, "invalid_image");
    mal.rest().upload(AVATAR, "image/png", cut).isProblem(400, "invalid_image");
    mal.rest().upload(AVATAR, "image/gif", new byte[0]).isProblem(400, "invalid_body");
    mal.rest().upload(AVATAR, "image/svg+xml", svg).isProblem(415, "unsupported_media_type");
    mal.rest().upload(AVATAR, "application/json", png).isProblem(415, "unsupported_media_type");
    mal.rest().upload(AVATAR, "text/plain", png).isProblem(415, "unsupported_media_type");
    mal.rest().upload(AVATAR, "image/png", new byte[300 << 10]).isProblem(413, "body_too_large");
    parley.rest().upload(AVATAR, "image/png", png).isProblem(401, "not_signed_in");
    // the limit of everything else stays
    mal.rest()
        .patch(ME, "{\"about\": \"" + "x".repeat(100 << 10) + "\"}")
        .isProblem(413, "body_too_large");
  }
}
