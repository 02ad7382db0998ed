package dev.parley.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostTest {
  private final Post post = new Post();

  @Test
  void readsWhatItWrote() {
    assertThat(read(Post.content(123_456, 42, 9_876_543_210L, 100))).isTrue();
    assertThat(post.index()).isEqualTo(123_456);
    assertThat(post.sender()).isEqualTo(42);
    assertThat(post.due()).isEqualTo(9_876_543_210L);
    assertThat(post.position()).isEqualTo(7);
  }

  @Test
  void theShortestContentHoldsTheLongestMarker() {
    String longest = Post.content(999_999_999_999L, 99_999, Long.MAX_VALUE, Post.MIN_SIZE);
    assertThat(longest).hasSize(Post.MIN_SIZE).endsWith("x");
    assertThat(read(longest)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hello", "~", "~1.2", "~1.2.3", "~.2.3~", "~1.2.~", "~a.2.3~", "~1~"})
  void whatHasNoMarkerIsNotRead(String content) {
    assertThat(read(content)).isFalse();
  }

  private boolean read(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return post.read(7, bytes, 0, bytes.length);
  }
}
