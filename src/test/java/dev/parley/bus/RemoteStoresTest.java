package dev.parley.bus;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.StorageFound;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node without storage, on one bus with what answers for two that have some. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class RemoteStoresTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");

  /** Which nodes were asked, in order. */
  private final List<NodeId> asked = new ArrayList<>();

  private final Map<NodeId, List<MessageConsumer<?>>> answering = new HashMap<>();
  private List<NodeId> others = List.of(A, B);
  private Bus bus;
  private Stores stores;

  @BeforeEach
  void makeABus(Vertx vertx) {
    bus = Bus.on(vertx.eventBus());
    stores = Stores.elsewhere(bus, new Others());
  }

  /** Those that this test says are there. */
  private final class Others implements Nodes {
    @Override
    public NodeId self() {
      return new NodeId("self");
    }

    @Override
    public List<NodeId> others() {
      return others;
    }

    @Override
    public void listen(Consumer<List<NodeId>> changed) {
      // nothing here listens
    }
  }

  @Test
  void itStaysWithTheNodeThatItFound() {
    answer(A, null);
    answer(B, null);
    for (int i = 0; i < 6; i++) {
      await(ask());
    }
    assertThat(asked).hasSize(6).containsOnly(asked.get(0));
  }

  @Test
  void whoIsRefusedBecauseOfAStopTwiceIsToldSo() {
    answer(A, FailureCode.STOPPING);
    assertThat(failureCode(ask())).isEqualTo(FailureCode.STOPPING);
    assertThat(asked).containsExactly(A, A);
  }

  @Test
  void whatItRefusesAfterItWasFoundIsAskedOfTheNextAtOnce() {
    answer(A, null);
    await(ask());
    end(A);
    refuse(A, FailureCode.STOPPING);
    answer(B, null);
    await(ask());
    assertThat(asked).containsExactly(A, A, B);
  }

  @Test
  void whatNobodyAnswersAnyMoreIsAskedOfTheNextAtOnce() {
    answer(A, null);
    await(ask());
    end(A);
    answer(B, null);
    await(ask());
    assertThat(asked).containsExactly(A, B);
  }

  /** It may have been done, or will fail elsewhere too: whoever asked decides. */
  @ParameterizedTest
  @EnumSource(names = {"OUTCOME_UNKNOWN", "OVERLOADED", "STORAGE_UNAVAILABLE"})
  void afterAnyOtherTroubleOnlyTheNextQuestionGoesElsewhere(FailureCode trouble) {
    answer(A, null);
    await(ask());
    end(A);
    refuse(A, trouble);
    answer(B, null);
    assertThat(failureCode(ask())).isEqualTo(trouble);
    await(ask());
    assertThat(asked).containsExactly(A, A, B);
  }

  @Test
  void anAnswerThatIsNoIsNoReasonToLeave() {
    answer(A, FailureCode.ROOM_NOT_FOUND);
    assertThat(failureCode(ask())).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    find(A).unregister();
    answer(B, null);
    assertThat(failureCode(ask())).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(asked).containsExactly(A, A);
  }

  @Test
  void aNodeThatHasLeftTheClusterIsNotAskedAnyMore() {
    answer(A, null);
    await(ask());
    find(A).unregister();
    others = List.of(B);
    answer(B, null);
    await(ask());
    assertThat(asked).containsExactly(A, B);
  }

  @Test
  void whereThereIsNoneStorageIsUnavailableUntilThereIsOne() {
    assertThat(failureCode(ask())).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
    answer(A, null);
    await(ask());
    assertThat(asked).containsExactly(A);
  }

  private Future<Done> ask() {
    return stores.ask(new RemoveRoom(new Basis(ROOM, 0, Samples.GUEST, Samples.NOON)), Done.class);
  }

  /** Has a node be found, and answer with done or a failure. */
  private void answer(NodeId node, FailureCode failure) {
    refuse(node, failure);
    answering
        .get(node)
        .add(
            bus.<FindStorage>answerAnywhere(
                Addresses.storage(), find -> Future.succeededFuture(new StorageFound(node))));
  }

  /** Has a node answer without being found. */
  private void refuse(NodeId node, FailureCode failure) {
    MessageConsumer<StoreQuery> answers =
        bus.answerAnywhere(
            Addresses.storage(node),
            query -> {
              asked.add(node);
              return failure == null
                  ? Future.succeededFuture(new Done())
                  : Future.failedFuture(new Failure(failure));
            });
    answering.put(node, new ArrayList<>(List.of(answers)));
  }

  private MessageConsumer<?> find(NodeId node) {
    return answering.get(node).get(1);
  }

  private void end(NodeId node) {
    answering.get(node).forEach(consumer -> await(consumer.unregister()));
  }
}
