package dev.parley.presence;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.PersonName;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private final Presence presence = new Presence();

  @Test
  void aPersonComesWithTheFirstConnectionAndGoesWithTheLast() {
    assertThat(presence.enter(JOHN, connection(1))).isTrue();
    assertThat(presence.enter(JOHN, connection(2))).isFalse();
    assertThat(presence.exit(JOHN, connection(1))).isFalse();
    assertThat(presence.includes(JOHN)).isTrue();
    assertThat(presence.exit(JOHN, connection(2))).isTrue();
    assertThat(presence.includes(JOHN)).isFalse();
    assertThat(presence.isEmpty()).isTrue();
  }

  @Test
  void whoIsHereStandsInTheOrderOfComing() {
    presence.enter(JOHN, connection(1));
    presence.enter(JANE, connection(2));
    presence.enter(JOHN, connection(3));
    assertThat(presence.online()).containsExactly(JOHN, JANE);
    presence.exit(JOHN, connection(1));
    presence.exit(JOHN, connection(3));
    presence.enter(JOHN, connection(4));
    assertThat(presence.online()).containsExactly(JANE, JOHN);
  }

  @Test
  void aConnectionThatIsNotHereCanNotGo() {
    assertThat(presence.exit(JOHN, connection(1))).isFalse();
    presence.enter(JOHN, connection(1));
    assertThat(presence.exit(JOHN, connection(2))).isFalse();
    assertThat(presence.exit(JANE, connection(1))).isFalse();
    assertThat(presence.online()).containsExactly(JOHN);
  }

  @Test
  void aConnectionThatEntersTwiceGoesOnce() {
    presence.enter(JOHN, connection(1));
    assertThat(presence.enter(JOHN, connection(1))).isFalse();
    assertThat(presence.exit(JOHN, connection(1))).isTrue();
    assertThat(presence.exit(JOHN, connection(1))).isFalse();
  }

  @Test
  void theListIsOfThatMomentAndCanNotBeChanged() {
    presence.enter(JOHN, connection(1));
    List<PersonName> then = presence.online();
    presence.enter(JANE, connection(2));
    assertThat(then).containsExactly(JOHN);
    assertThatThrownBy(() -> then.add(JANE)).isInstanceOf(UnsupportedOperationException.class);
  }
}
