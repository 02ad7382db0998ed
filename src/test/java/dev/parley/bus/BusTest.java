package dev.parley.bus;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.namedRoom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.RoomCommand.FindRoom;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.CapturedLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class BusTest {
  private static final String HERE = "here";
  private static final FindRoom QUESTION = new FindRoom(ROOM, Actor.ANYBODY);

  private Vertx vertx;
  private Bus bus;

  @BeforeEach
  void makeABus(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
  }

  @Test
  void anAnswerIsTheVeryInstanceThatWasGiven() {
    RoomFound answer = new RoomFound(namedRoom(ROOM, "General"), Seq.START);
    List<FindRoom> asked = new ArrayList<>();
    bus.<FindRoom>answer(
        HERE,
        question -> {
          asked.add(question);
          return Future.succeededFuture(answer);
        });
    assertThat(await(bus.request(HERE, QUESTION, RoomFound.class))).isSameAs(answer);
    assertThat(asked.get(0)).isSameAs(QUESTION);
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyFailureCodeCrossesWithItsSentence(FailureCode code) {
    bus.<FindRoom>answer(HERE, question -> Future.failedFuture(new Failure(code, "Just so.")));
    assertThat(error(bus.request(HERE, QUESTION, Done.class)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(code))
        .hasMessage("Just so.");
  }

  @Test
  void aFailureThatIsThrownIsAsGoodAsOneThatIsReturned() {
    bus.<FindRoom>answer(
        HERE,
        question -> {
          throw new Failure(FailureCode.ROOM_NOT_FOUND);
        });
    assertThat(failureCode(bus.request(HERE, QUESTION, Done.class)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void anUnexpectedErrorIsLoggedOnceAndTellsTheOtherSideNothing() {
    try (CapturedLog log = CapturedLog.of(Bus.class)) {
      bus.<FindRoom>answer(
          HERE,
          question -> {
            throw new IllegalStateException("a secret thrown");
          });
      bus.<FindRoom>answer(
          "there", question -> Future.failedFuture(new IllegalStateException("a secret returned")));
      for (String address : List.of(HERE, "there")) {
        assertThat(error(bus.request(address, QUESTION, Done.class)))
            .isInstanceOfSatisfying(
                Failure.class,
                failure -> assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL))
            .hasMessage(FailureCode.INTERNAL.meaning());
      }
      assertThat(log.lines())
          .containsExactly(
              "ERROR bus_handler_failed address=here", "ERROR bus_handler_failed address=there");
    }
  }

  @Test
  void anAnswerOfTheWrongKindIsAnInternalFailure() {
    try (CapturedLog log = CapturedLog.of(Bus.class)) {
      bus.<FindRoom>answer(HERE, question -> Future.succeededFuture(new Done()));
      assertThat(failureCode(bus.request(HERE, QUESTION, RoomFound.class)))
          .isEqualTo(FailureCode.INTERNAL);
      assertThat(log.lines()).containsExactly("ERROR bus_request_failed");
    }
  }

  @Test
  void aCodeThatThisNodeDoesNotKnowYetIsAnInternalFailure() {
    try (CapturedLog log = CapturedLog.of(Bus.class)) {
      vertx.eventBus().consumer(HERE, message -> message.fail(FailureCode.values().length, "new"));
      assertThat(failureCode(bus.request(HERE, QUESTION, Done.class)))
          .isEqualTo(FailureCode.INTERNAL);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void whereNobodyAnswersItIsOverloadedAndNothingWasDone() {
    assertThat(failureCode(bus.request("nowhere", QUESTION, Done.class)))
        .isEqualTo(FailureCode.OVERLOADED);
  }

  /** Takes the five seconds that a request waits. */
  @Test
  void noAnswerInTimeMeansThatTheOutcomeIsUnknown() {
    bus.<FindRoom>answer(HERE, question -> Promise.<Done>promise().future());
    assertThat(failureCode(bus.request(HERE, QUESTION, Done.class)))
        .isEqualTo(FailureCode.OUTCOME_UNKNOWN);
  }

  @Test
  void whatIsPublishedComesToEverybodyWhoListensInOrder() {
    List<BusMessage> first = new ArrayList<>();
    Promise<List<BusMessage>> second = Promise.promise();
    vertx.runOnContext(
        on -> {
          List<BusMessage> heard = new ArrayList<>();
          bus.listen(HERE, first::add);
          bus.<BusMessage>listen(
              HERE,
              event -> {
                heard.add(event);
                if (heard.size() == 3) {
                  second.complete(heard);
                }
              });
          for (int stamp = 1; stamp <= 3; stamp++) {
            bus.publish(HERE, new FanoutEvent.CloseAll(stamp));
          }
        });
    List<BusMessage> expected =
        List.of(
            new FanoutEvent.CloseAll(1), new FanoutEvent.CloseAll(2), new FanoutEvent.CloseAll(3));
    assertThat(await(second.future())).isEqualTo(expected);
    assertThat(first).isEqualTo(expected);
  }
}
