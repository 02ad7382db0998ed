package dev.parley.room;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.nonce;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.rights.ServerRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowModeTest {
  private static final Actor GUEST = Actor.guest(JOHN);
  private static final Actor ACCOUNT =
      new Actor(JOHN, new PersonId(uuid(5)), ServerRole.MEMBER, null);

  private final SlowMode slowMode = new SlowMode(2);

  @Test
  void whoHasWrittenWaitsAndIsToldForHowLong() {
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON)).isNull();
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON.plusSeconds(10)))
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON.plusMillis(29_999)))
        .as("asking doesn't make it longer")
        .isEqualTo(Duration.ofMillis(1));
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON.plusSeconds(30))).isNull();
  }

  @Test
  void othersAndOtherRoomsAreNotConcerned() {
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON)).isNull();
    assertThat(slowMode.admit(ROOM, Actor.guest(JANE), null, 30, NOON)).isNull();
    assertThat(slowMode.admit(OTHER_ROOM, GUEST, null, 30, NOON)).isNull();
  }

  @Test
  void aNameWithOtherLettersOfTheSameLookIsTheSameAndAnAccountIsItself() {
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON)).isNull();
    Actor other = Actor.guest(new PersonName("JOHN"));
    assertThat(slowMode.admit(ROOM, other, null, 30, NOON)).isNotNull();
    assertThat(slowMode.admit(ROOM, ACCOUNT, null, 30, NOON)).isNull();
  }

  @Test
  void whatIsSentAgainUnderItsNonceIsLetThrough() {
    assertThat(slowMode.admit(ROOM, GUEST, nonce("a"), 30, NOON)).isNull();
    assertThat(slowMode.admit(ROOM, GUEST, nonce("a"), 30, NOON.plusSeconds(1))).isNull();
    assertThat(slowMode.admit(ROOM, GUEST, nonce("b"), 30, NOON.plusSeconds(2)))
        .as("the first one counts")
        .isEqualTo(Duration.ofSeconds(28));
  }

  @Test
  void whatWasNotStoredDoesNotCount() {
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON)).isNull();
    slowMode.forget(ROOM, GUEST);
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON)).isNull();
  }

  @Test
  void aShorterTimeHoldsAtOnce() {
    assertThat(slowMode.admit(ROOM, GUEST, null, 30, NOON)).isNull();
    assertThat(slowMode.admit(ROOM, GUEST, null, 5, NOON.plusSeconds(5))).isNull();
  }

  @Test
  void noMorePeopleAreRememberedThanTheLimit() {
    for (int i = 0; i < 100; i++) {
      Actor guest = Actor.guest(new PersonName("Guest " + i));
      assertThat(slowMode.admit(ROOM, guest, null, 30, NOON)).isNull();
    }
    long remembered = 0;
    for (int i = 0; i < 100; i++) {
      Actor guest = Actor.guest(new PersonName("Guest " + i));
      if (slowMode.admit(ROOM, guest, null, 30, NOON) != null) {
        remembered++;
      }
    }
    assertThat(remembered).isLessThanOrEqualTo(2);
  }
}
