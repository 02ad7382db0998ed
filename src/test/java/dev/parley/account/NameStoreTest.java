package dev.parley.account;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery.FindName;
import dev.parley.bus.PersonQuery.RemovePerson;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.NameFound;
import dev.parley.rights.ServerRole;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether names belong to accounts, however many ask at once. */
class NameStoreTest extends AccountStoresSetup {
  private static final int MANY = 4 * NameStore.MAX_NAMES + 7;

  @Test
  void eachOfManyHearsOfItsOwnName() {
    make("Ann", ServerRole.ADMINISTRATOR);
    make("Person 5", ServerRole.MEMBER);
    make("Person " + (MANY - 1), ServerRole.MEMBER);
    List<Future<NameFound>> answers =
        IntStream.range(0, MANY).mapToObj(i -> find("person " + i)).toList();
    await(Future.all(answers));
    for (int i = 0; i < MANY; i++) {
      assertThat(answers.get(i).result().taken())
          .as("person %d", i)
          .isEqualTo(i == 5 || i == MANY - 1);
    }
  }

  private Future<NameFound> find(String name) {
    return ask(new FindName(new PersonName(name).key()), NameFound.class);
  }

  @Test
  void theNameOfADeletedAccountStaysTaken() {
    Actor ada = make("Ada", ServerRole.ADMINISTRATOR);
    Actor ben = make("Ben", ServerRole.MEMBER);
    await(ask(new RemovePerson(ada, ben.name(), false, false, null), Done.class));
    assertThat(await(find("BEN")).taken()).isTrue();
    assertThat(await(find("Benny")).taken()).isFalse();
  }

  @Test
  void whatIsAskedLaterSeesWhatWasMadeBefore() {
    Future<NameFound> before = find("Cleo");
    await(before);
    make("Cleo", ServerRole.MEMBER);
    assertThat(before.result().taken()).isFalse();
    assertThat(await(find("Cleo")).taken()).isTrue();
  }

  @Test
  void noMoreWaitThanTheLimit() {
    Context context = vertx.getOrCreateContext();
    Promise<List<Future<Boolean>>> asked = Promise.promise();
    context.runOnContext(
        turn -> {
          NameStore lookup = new NameStore(database);
          // one is being looked up
          asked.complete(
              IntStream.range(0, NameStore.MAX_WAITING + 2)
                  .mapToObj(i -> lookup.isTaken("n" + i))
                  .toList());
        });
    List<Future<Boolean>> answers = await(asked.future());
    assertThatThrownBy(() -> await(answers.get(NameStore.MAX_WAITING + 1)))
        .isInstanceOf(Failure.class);
    assertThat(await(answers.get(NameStore.MAX_WAITING))).isFalse();
    assertThat(await(answers.get(0))).isFalse();
  }
}
