package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.testing.CapturedLog;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bus loses comes from the log. */
class RoomGapTest extends RoomVerticleSetup {
  private CapturedLog log;

  @BeforeEach
  void enter() throws InterruptedException {
    log = CapturedLog.of(ActiveRooms.class);
    await(join(JOHN, 1));
    next();
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void aLostEventIsReadFromTheLogAndComesInItsPlace() throws InterruptedException {
    stores.append(message(1));
    stores.append(message(2));
    publish(message(2));
    assertThat(nextFrame()).isEqualTo("message 1, message 2");
    assertThat(log.lines()).singleElement().asString().startsWith("INFO gap room=");
  }

  @Test
  void manyLostEventsAreReadPageByPage() throws InterruptedException {
    for (int seq = 1; seq <= 350; seq++) {
      stores.append(message(seq));
    }
    publish(message(350));
    for (String part : new String[] {log(1, 100), log(101, 200), log(201, 300), log(301, 350)}) {
      assertThat(nextFrame()).isEqualTo(part);
    }
  }

  @Test
  void anEventThatIsOnlyLateIsNotReadFromTheLog(Vertx vertx) throws InterruptedException {
    stores.append(message(1));
    stores.append(message(2));
    publish(message(2));
    publish(message(1));
    assertThat(nextFrame()).isEqualTo("message 1, message 2");
    // as long again as the patience with the first gap, so that it has ended
    await(vertx.timer(2 * ActiveRooms.GAP_PATIENCE_MS, TimeUnit.MILLISECONDS));
    stores.append(message(3));
    stores.append(message(4));
    publish(message(4));
    assertThat(nextFrame()).isEqualTo("message 3, message 4");
    assertThat(stores.asked).filteredOn(SelectChanges.class::isInstance).hasSize(1);
  }

  @Test
  void aLogThatCanNotBeReadIsAskedAgain() throws InterruptedException {
    stores.append(message(1));
    stores.append(message(2));
    stores.nextFailure = new Failure(FailureCode.STORAGE_UNAVAILABLE);
    publish(message(2));
    assertThat(nextFrame()).isEqualTo("message 1, message 2");
    assertThat(log.lines()).anyMatch(line -> line.startsWith("WARN gap_not_filled room="));
    assertThat(stores.asked).filteredOn(SelectChanges.class::isInstance).hasSize(2);
  }

  @Test
  void whatComesTwiceFromTheBusIsToldOnce() throws InterruptedException {
    for (int seq : new int[] {1, 1, 2, 1, 2, 3}) {
      publish(message(seq));
    }
    for (int seq = 1; seq <= 3; seq++) {
      assertThat(nextFrame()).isEqualTo("message " + seq);
    }
    assertThat(told).isEmpty();
  }

  private static String log(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(seq -> "message " + seq)
        .collect(Collectors.joining(", "));
  }
}
