package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A room with somebody at every node who writes all the time, and somebody who looks on. */
final class Gathering implements AutoCloseable {

  private final Fleet fleet;
  private final String room;
  private final List<Onlooker> onlookers = new ArrayList<>();
  private final List<Nomad> writers = new ArrayList<>();
  private boolean finished;

  /** Makes the room and lets them in. */
  Gathering(Fleet fleet, int nodes, String name) {
    this.fleet = fleet;
    this.room = fleet.rest(0).makeRoom(name);
    for (int node = 0; node < nodes; node++) {
      writers.add(new Nomad(fleet.only(node), room, writer(node), node));
      onlookers.add(new Onlooker(fleet.port(node), room, onlooker(node)));
    }
  }

  private static String writer(int node) {
    return "Writer " + node;
  }

  private static String onlooker(int node) {
    return "Onlooker " + node;
  }

  /** Waits until everybody sees everybody. */
  void awaitEverybody() {
    awaitOnly(nodes());
  }

  /** Waits until those at these nodes see each other and nobody else. */
  void awaitOnly(List<Integer> side) {
    Set<String> there = people(side);
    for (int node : side) {
      onlookers.get(node).awaitPeople(there);
      assertThat(fleet.rest(node).online(room)).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  /** Lets each onlooker type, until all others have seen it: that goes over the bus alone. */
  void awaitTyping() {
    onlookers.forEach(Onlooker::type);
    for (Onlooker onlooker : onlookers) {
      Set<String> others = new HashSet<>();
      onlookers.forEach(other -> others.add(other.name()));
      others.remove(onlooker.name());
      onlooker.awaitTyping(others);
    }
  }

  /** What each onlooker was told of comings and goings since this was last asked. */
  List<List<String>> comings() {
    return onlookers.stream().map(Onlooker::comings).toList();
  }

  /** Asserts that of those who went, everybody came again, and nobody twice. */
  void wentAndCameOnce() {
    for (List<String> comings : comings()) {
      assertThat(comings).isNotEmpty().doesNotHaveDuplicates();
      List<String> went = comings.stream().filter(c -> c.startsWith("-")).toList();
      List<String> came = comings.stream().filter(c -> c.startsWith("+")).toList();
      assertThat(came)
          .extracting(c -> c.substring(1))
          .containsExactlyInAnyOrderElementsOf(went.stream().map(c -> c.substring(1)).toList());
    }
  }

  /** Ends the writing; asserts that all know the same log, and gives how much is in it. */
  int finish() throws IOException, InterruptedException {
    finished = true;
    writers.forEach(Nomad::rest);
    for (Nomad writer : writers) {
      writer.awaitAcknowledged();
      assertThat(writer.connections()).isOne();
    }
    List<JsonNode> history = fleet.rest(0).history(room);
    for (Onlooker onlooker : onlookers) {
      onlooker.awaitLog(history.size()).isTheLog(history);
    }
    List<String> ids = Json.texts(history, "id");
    assertThat(ids).doesNotHaveDuplicates();
    for (Nomad writer : writers) {
      writer.comeHome(history.size()).isTheLog(history);
      assertThat(ids).containsAll(writer.acked());
    }
    return history.size();
  }

  private List<Integer> nodes() {
    List<Integer> nodes = new ArrayList<>();
    for (int node = 0; node < onlookers.size(); node++) {
      nodes.add(node);
    }
    return nodes;
  }

  private static Set<String> people(List<Integer> nodes) {
    Set<String> people = new HashSet<>();
    nodes.forEach(node -> people.addAll(List.of(writer(node), onlooker(node))));
    return people;
  }

  @Override
  public void close() throws IOException {
    onlookers.forEach(Onlooker::close);
    if (!finished) {
      for (Nomad writer : writers) {
        writer.giveUp();
      }
    }
  }
}
