package dev.parley.presence;

import static dev.parley.bus.Availability.AWAY;
import static dev.parley.bus.Availability.OFFLINE;
import static dev.parley.bus.Availability.ONLINE;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.PeopleTold.PersonAt;
import dev.parley.bus.NodeId;
import dev.parley.bus.PersonId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeoplePresenceTest {
  private static final PersonId ANN = new PersonId(uuid(5));
  private static final PersonId BEN = new PersonId(uuid(6));
  private static final NodeId NODE = new NodeId("a");
  private static final NodeId OTHER = new NodeId("b");

  private final PeoplePresence people = new PeoplePresence();

  @Test
  void somebodyIsAsMuchThereAsAtTheConnectionWhereTheyAreMost() {
    assertThat(people.of(ANN)).isEqualTo(OFFLINE);
    assertThat(people.say(ANN, connection(1), ONLINE)).isTrue();
    assertThat(people.say(ANN, connection(2), ONLINE)).isFalse();
    assertThat(people.say(ANN, connection(1), AWAY)).isFalse();
    assertThat(people.of(ANN)).isEqualTo(ONLINE);
    assertThat(people.say(ANN, connection(2), OFFLINE)).isTrue();
    assertThat(people.of(ANN)).isEqualTo(AWAY);
    assertThat(people.say(ANN, connection(1), OFFLINE)).isTrue();
    assertThat(people.of(ANN)).isEqualTo(OFFLINE);
    assertThat(people.here()).isEmpty();
  }

  @Test
  void aConnectionThatIsNotThereCanNotGo() {
    people.say(ANN, connection(1), ONLINE);
    assertThat(people.say(ANN, connection(2), OFFLINE)).isFalse();
    assertThat(people.say(BEN, connection(1), OFFLINE)).isFalse();
    assertThat(people.here()).containsExactly(new PersonAt(ANN, ONLINE));
  }

  @Test
  void whatOtherNodesTellCounts() {
    people.say(ANN, connection(1), AWAY);
    people.hear(NODE, List.of(new PersonAt(ANN, ONLINE), new PersonAt(BEN, AWAY)), 0);
    assertThat(people.of(ANN)).isEqualTo(ONLINE);
    assertThat(people.of(BEN)).isEqualTo(AWAY);
    assertThat(people.here(BEN)).isEqualTo(OFFLINE);
    people.hear(NODE, List.of(new PersonAt(ANN, OFFLINE)), 0);
    assertThat(people.of(ANN)).isEqualTo(AWAY);
  }

  @Test
  void whatANodeHasToldGoesWithTheNode() {
    people.hear(NODE, List.of(new PersonAt(ANN, ONLINE)), 0);
    people.hear(OTHER, List.of(new PersonAt(ANN, AWAY)), 0);
    people.keep(Set.of(OTHER));
    assertThat(people.of(ANN)).isEqualTo(AWAY);
    people.keep(Set.of());
    assertThat(people.of(ANN)).isEqualTo(OFFLINE);
  }

  @Test
  void whatIsNotToldAgainIsForgotten() {
    people.hear(NODE, List.of(new PersonAt(ANN, ONLINE), new PersonAt(BEN, ONLINE)), 0);
    people.hear(NODE, List.of(new PersonAt(BEN, ONLINE)), 5_000);
    people.forgetStale(NodeEvent.PEOPLE_KEPT_MS - 1);
    assertThat(people.of(ANN)).isEqualTo(ONLINE);
    people.forgetStale(NodeEvent.PEOPLE_KEPT_MS);
    assertThat(people.of(ANN)).isEqualTo(OFFLINE);
    assertThat(people.of(BEN)).isEqualTo(ONLINE);
  }
}
