package dev.parley.bus;

import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Sources;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressesTest {
  /** What an address looks like, and a call on the bus that is given a literal one. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "\"(room|fanout|store|message|chat)\\.[a-z.]*\"|\"(fanout|store)\\."
              + "|bus\\(?\\)?\\s*\\.(<\\w+>)?(request|publish|answer|listen)\\(\\s*\"");

  @Test
  void theShardOfARoomIsTheSameOnEveryNodeAndInEveryRun() {
    assertThat(Addresses.shardOf(ROOM)).isEqualTo(Addresses.shardOf(RoomId.parse(ROOM.toString())));
    assertThat(shard("0192abcd-0000-7000-8000-0123456789ab")).isEqualTo(5);
    assertThat(shard("ffffffff-ffff-ffff-ffff-ffffffffffff")).isEqualTo(0);
    assertThat(shard("01920000-0000-7000-8000-000000000001")).isEqualTo(1);
  }

  @Test
  void roomsAreSpreadOverAllShards() {
    Random random = new Random(1);
    Set<Integer> shards = new HashSet<>();
    for (int i = 0; i < 5000; i++) {
      RoomId room = new RoomId(new UUID(random.nextLong(), random.nextLong()));
      shards.add(Addresses.shardOf(room));
    }
    assertThat(shards)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, Addresses.SHARDS).boxed().toList());
  }

  @Test
  void aRoomIsReachedAtTheAddressesOfItsShard() {
    int shard = Addresses.shardOf(ROOM);
    assertThat(Addresses.roomCommands(ROOM)).isEqualTo(Addresses.roomCommands(shard));
    assertThat(Addresses.roomEvents(ROOM)).isEqualTo(Addresses.roomEvents(shard));
    assertThat(Addresses.fanout(ROOM)).contains(ROOM.toString());
  }

  @Test
  void noTwoAddressesAreTheSame() {
    List<String> addresses =
        Stream.concat(
                IntStream.range(0, Addresses.SHARDS)
                    .boxed()
                    .flatMap(s -> Stream.of(Addresses.roomCommands(s), Addresses.roomEvents(s))),
                Stream.of(
                    Addresses.roomDirectory(),
                    Addresses.roomStore(),
                    Addresses.messageStore(),
                    Addresses.fanout(ROOM)))
            .toList();
    assertThat(addresses).doesNotHaveDuplicates();
  }

  @Test
  void noAddressIsWrittenOutAnywhereElse() {
    assertThat(LITERAL.matcher(Sources.read("bus/Addresses.java")).find()).isTrue();
    assertThat(Sources.main())
        .filteredOn(source -> !source.path().endsWith("bus/Addresses.java"))
        .filteredOn(source -> !source.path().endsWith("bus/PublicAddresses.java"))
        .filteredOn(source -> !source.path().endsWith("rights/Action.java")) // rows of a table
        .allSatisfy(
            source ->
                assertThat(LITERAL.matcher(source.text()).results().map(found -> found.group()))
                    .as(source.path().toString())
                    .isEmpty());
  }

  private static int shard(String room) {
    return Addresses.shardOf(RoomId.parse(room));
  }
}
