package dev.parley.bus;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessChangeTest {
  private static final PersonId JOHNS = new PersonId(uuid(5));
  private static final PersonId JANES = new PersonId(uuid(6));
  private static final SessionId HERE = new SessionId(uuid(7));
  private static final SessionId ELSEWHERE = new SessionId(uuid(8));

  @Test
  void thatOfAnAccountConcernsAllOfItsSessionsAndAGuestOfItsName() {
    AccessChange change = AccessChange.of(JOHNS, JOHN);
    assertThat(change.concerns(JOHNS, HERE, JOHN.key())).isTrue();
    assertThat(change.concerns(JOHNS, ELSEWHERE, JOHN.key())).isTrue();
    assertThat(change.concerns(null, null, JOHN.key())).isTrue();
    assertThat(change.concerns(JANES, HERE, JANE.key())).isFalse();
    assertThat(change.concerns(null, null, JANE.key())).isFalse();
  }

  @Test
  void thatOfASessionConcernsNoOther() {
    AccessChange change = AccessChange.of(JOHNS, HERE);
    assertThat(change.concerns(JOHNS, HERE, JOHN.key())).isTrue();
    assertThat(change.concerns(JOHNS, ELSEWHERE, JOHN.key())).isFalse();
    assertThat(change.concerns(null, null, JOHN.key())).isFalse();
  }

  @Test
  void thatOfARoomConcernsTheRoomAndNobodysSession() {
    AccessChange change = AccessChange.of(ROOM, JOHNS, JOHN);
    assertThat(change.concerns(ROOM)).isTrue();
    assertThat(change.concerns(OTHER_ROOM)).isFalse();
    assertThat(change.concerns(JOHNS, HERE, JOHN.key())).isFalse();
    assertThat(change.concernsEverything()).isFalse();
  }

  @Test
  void thatOfEverythingConcernsEverybodyAndEveryRoom() {
    AccessChange change = AccessChange.ofEverything(7);
    assertThat(change.concernsEverything()).isTrue();
    assertThat(change.concerns(JANES, HERE, JANE.key())).isTrue();
    assertThat(change.concerns(null, null, JANE.key())).isTrue();
    assertThat(change.concerns(ROOM)).isTrue();
  }
}
