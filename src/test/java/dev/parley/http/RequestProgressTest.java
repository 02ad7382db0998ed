package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestProgressTest {
  private static final long HEADER_MS = 100;
  private static final long REQUEST_MS = 300;

  private final RequestProgress progress = new RequestProgress(1000);

  @Test
  void whoSaysNothingIsLateAndHasNothingToBeAnswered() {
    isLateFrom(1000 + HEADER_MS);
    assertThat(progress.canBeAnswered()).isFalse();
  }

  @Test
  void aHeadIsDueFromTheBeginningHoweverManyBytesCome() {
    for (long now = 1000; now < 1000 + HEADER_MS; now += 10) {
      progress.bytes(now);
    }
    isLateFrom(1000 + HEADER_MS);
    assertThat(progress.canBeAnswered()).isTrue();
  }

  @Test
  void aBodyIsDueFromItsHeadHoweverManyBytesCome() {
    progress.bytes(1050);
    progress.head(1060);
    for (long now = 1060; now < 1060 + REQUEST_MS; now += 10) {
      progress.bytes(now);
    }
    isLateFrom(1060 + REQUEST_MS);
    assertThat(progress.canBeAnswered()).isTrue();
  }

  @Test
  void aWholeRequestIsNeverLateHoweverLongItsAnswerTakes() {
    whole(1000);
    isNeverLate();
    progress.responseBegins();
    progress.responseEnds();
    isNeverLate();
    assertThat(progress.canBeAnswered()).isFalse();
  }

  @Test
  void theNextHeadIsDueFromItsFirstByte() {
    answered(1000);
    progress.bytes(5000);
    progress.bytes(5050);
    isLateFrom(5000 + HEADER_MS);
    assertThat(progress.canBeAnswered()).isTrue();
  }

  @Test
  void whatIsNotReadIsNotDue() {
    progress.bytes(1000);
    progress.notRead(9000);
    isLateFrom(9000 + HEADER_MS);
  }

  @Test
  void anAnswerToAHeadWouldBeTakenForThatOfTheRequestBefore() {
    whole(1000);
    progress.bytes(2000);
    assertThat(progress.canBeAnswered()).isFalse();
    progress.responseBegins();
    progress.responseEnds();
    assertThat(progress.canBeAnswered()).isTrue();
  }

  @Test
  void anAnswerToABodyWouldBeTakenForThatOfTheRequestBefore() {
    whole(1000);
    progress.head(2000);
    assertThat(progress.canBeAnswered()).isFalse();
    progress.responseBegins();
    progress.responseEnds();
    assertThat(progress.canBeAnswered()).isTrue();
  }

  @Test
  void whatIsBeingAnsweredOrHasBeenIsNotAnsweredAgain() {
    progress.head(1000);
    progress.responseBegins();
    assertThat(progress.canBeAnswered()).isFalse();
    progress.responseEnds();
    assertThat(progress.canBeAnswered()).isFalse();
    isLateFrom(1000 + REQUEST_MS);
  }

  private void whole(long now) {
    progress.bytes(now);
    progress.head(now);
    progress.end();
  }

  private void answered(long now) {
    whole(now);
    progress.responseBegins();
    progress.responseEnds();
  }

  private void isLateFrom(long now) {
    assertThat(progress.isLate(now - 1, HEADER_MS, REQUEST_MS)).isFalse();
    assertThat(progress.isLate(now, HEADER_MS, REQUEST_MS)).isTrue();
  }

  private void isNeverLate() {
    assertThat(progress.isLate(Long.MAX_VALUE, HEADER_MS, REQUEST_MS)).isFalse();
  }
}
