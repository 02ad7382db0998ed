package dev.parley.bench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.audit.Post;
import dev.parley.bench.chat.ServerFrame.Type;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFrameTest {
  private static final String MARKER = Post.content(12, 3, 456, 70);

  private final ServerFrame frame = new ServerFrame();
  private final Post post = new Post();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // as the server writes it, and as it also might
        "{'type':'message','id':'i','room_id':'r','seq':78,'username':'u','content':'%s','nonce':'n'}",
        "{ 'type' : 'message', 'seq' : 78, 'content' : '%s' }",
        "{'content':'%s','seq':78,'type':'message'}",
        "{'type':'message','username':'\\'seq\\':9','seq':78,'content':'%s'}",
        "{'type':'message','seq':5,'content':'%s','changed_seq':78,'edited_at':'t'}",
        "{'type':'message','new':{'seq':[]},'seq':78,'content':'%s'}",
      })
  void aMessageIsReadHoweverItIsWritten(String json) {
    at(json.formatted(MARKER).replace('\'', '"'));
    assertThat(frame.type()).isEqualTo(Type.MESSAGE);
    assertThat(frame.read(post)).isTrue();
    assertThat(post.position()).isEqualTo(78);
    assertThat(post.index()).isEqualTo(12);
    assertThat(post.sender()).isEqualTo(3);
    assertThat(post.due()).isEqualTo(456);
  }

  @Test
  void aMessageOfSomebodyElseIsNotRead() {
    at("{\"type\":\"message\",\"seq\":1,\"content\":\"Hello, I am not a robot\"}");
    assertThat(frame.read(post)).isFalse();
  }

  @Test
  void everyTypeIsKnownByItsName() {
    at("{\"type\":\"caught_up\",\"to\":1}");
    assertThat(frame.type()).isEqualTo(Type.CAUGHT_UP);
    at("{\"type\":\"message_moved\"}");
    assertThat(frame.type()).isEqualTo(Type.UNKNOWN);
    at("{\"to\":1, \"type\":\"subscribed\"}");
    assertThat(frame.type()).isEqualTo(Type.SUBSCRIBED);
  }

  private void at(String text) {
    byte[] bytes = ("padding" + text).getBytes(StandardCharsets.UTF_8);
    frame.at(bytes, 7, bytes.length);
  }
}
