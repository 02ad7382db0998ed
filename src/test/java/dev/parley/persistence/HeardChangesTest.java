package dev.parley.persistence;

import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.AccessRead;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeardChangesTest {
  private static final AccessChange EVERYTHING_AT_9 = AccessChange.ofEverything(9);

  private final HeardChanges heard = new HeardChanges(0);

  private static AccessChange change(long n) {
    return new AccessChange(n, new PersonId(uuid(n)), null, null, null);
  }

  private static AccessRead read(long last, long... found) {
    return new AccessRead(last, LongStream.of(found).mapToObj(HeardChangesTest::change).toList());
  }

  private void begin(long last) {
    assertThat(heard.read(read(last), true, 0)).isEmpty();
    assertThat(heard.last()).isEqualTo(last);
  }

  @Test
  void whatWasThereBeforeTheNodeIsNoNews() {
    begin(5);
    assertThat(heard.hear(List.of(change(5), change(4)))).isEmpty();
  }

  @Test
  void whatIsReadIsNewsOnce() {
    begin(5);
    assertThat(heard.read(read(7, 6, 7), false, 1)).containsExactly(change(6), change(7));
    assertThat(heard.last()).isEqualTo(7);
    assertThat(heard.read(read(7), false, 2)).isEmpty();
    assertThat(heard.hear(List.of(change(6), change(7)))).isEmpty();
  }

  @Test
  void whatWasHeardIsNoNewsWhenItIsReadAndWhatTheBusLostIs() {
    begin(5);
    assertThat(heard.hear(List.of(change(6), change(8)))).containsExactly(change(6), change(8));
    assertThat(heard.hear(List.of(change(8)))).isEmpty();
    assertThat(heard.read(read(8, 6, 7, 8), false, 1)).containsExactly(change(7));
  }

  @Test
  void whatCouldNotBeReadAtFirstMayBeAnything() {
    assertThat(heard.hear(List.of(change(9)))).containsExactly(change(9));
    assertThat(heard.read(read(9), false, 1)).containsExactly(EVERYTHING_AT_9);
    assertThat(heard.last()).isEqualTo(9);
  }

  @Test
  void whoHasNotReadForTooLongStartsOver() {
    begin(5);
    long late = HeardChanges.BLIND_MS + 1;
    assertThat(heard.read(read(9, 8, 9), false, late)).containsExactly(EVERYTHING_AT_9);
    assertThat(heard.read(read(9), false, late + 1)).isEmpty();
  }

  @Test
  void aDatabaseThatWasSetBackMayHaveAnythingElse() {
    begin(20);
    assertThat(heard.read(read(9), false, 1)).containsExactly(EVERYTHING_AT_9);
    assertThat(heard.read(read(10, 10), false, 2)).containsExactly(change(10));
  }

  @Test
  void whatWasPrunedBeforeItWasReadMayBeAnything() {
    begin(5);
    assertThat(heard.read(read(9), false, 1)).containsExactly(EVERYTHING_AT_9);
  }

  @Test
  void itRemembersNoMoreThanItMay() {
    begin(0);
    for (long n = 1; n <= HeardChanges.MAX_AHEAD + 1; n++) {
      assertThat(heard.hear(List.of(change(n)))).hasSize(1);
    }
    // one too many: it comes twice, which does no harm
    long last = HeardChanges.MAX_AHEAD + 1;
    assertThat(heard.read(read(last, last - 1, last), false, 1)).containsExactly(change(last));
  }
}
