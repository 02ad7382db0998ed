package dev.parley.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.bus.Actor;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomId;
import dev.parley.testing.SocketContract;
import dev.parley.testing.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The table has everything that can be asked for, and nothing else; nobody asks past it. */
class RightsTableTest {
  private static final RoomId ROOM = RoomId.parse("01920000-0000-7000-8000-000000000001");

  /** What no door leads to by itself: it is one of several things that a request can do. */
  private static final Set<Action> BESIDES =
      EnumSet.of(
          Action.ROOMS_CREATE_PRIVATE,
          Action.ROOM_DELETE_ANY,
          Action.ROOM_SET_ROLE,
          Action.ROOM_RENAME,
          Action.ROOM_SETTINGS,
          Action.ROOM_ARCHIVE,
          Action.ROOM_MAKE_PRIVATE);

  /** What the server does by itself, for nobody. */
  private static final Set<String> OF_NOBODY = Set.of("LeaveRoom", "ListPeople");

  private static final Set<Standing> OF_SERVER =
      EnumSet.of(Standing.NOBODY, Standing.GUEST, Standing.ACCOUNT, Standing.ADMINISTRATOR);

  private static final Set<Standing> OF_ROOM =
      EnumSet.complementOf(EnumSet.of(Standing.GUEST, Standing.ACCOUNT));

  private static List<String[]> lines(String file) {
    try {
      return Files.readAllLines(Sources.file("src/main/resources/contract/" + file)).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split(",")).map(String::strip).toArray(String[]::new))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String[]> doors() {
    List<String[]> doors = lines("doors.csv");
    return doors.subList(1, doors.size());
  }

  private static Set<String> doors(Door door) {
    return doors().stream()
        .filter(entry -> entry[0].equals(door.name().toLowerCase(Locale.ROOT)))
        .map(entry -> entry[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyOperationOfTheContractHasAnEntryAndEveryEntryAnOperation() throws IOException {
    Set<String> operations = new TreeSet<>();
    try (InputStream in = getClass().getResourceAsStream("/contract/openapi.yaml")) {
      JsonNode contract = new ObjectMapper().valueToTree(new Yaml().load(in));
      contract
          .get("paths")
          .forEach(path -> path.findValuesAsText("operationId").forEach(operations::add));
    }
    assertThat(operations).isNotEmpty().isEqualTo(doors(Door.REST));
  }

  @Test
  void everyFrameOfAClientHasAnEntryAndEveryEntryAFrame() {
    SocketContract contract = SocketContract.read();
    assertThat(doors(Door.SOCKET)).isEqualTo(frames(contract, "chat"));
    assertThat(doors(Door.PLAIN)).isEqualTo(frames(contract, "room"));
  }

  private static Set<String> frames(SocketContract contract, String channel) {
    Set<String> frames = new TreeSet<>(Set.of("open"));
    for (JsonNode operation : contract.document().get("operations")) {
      boolean here = operation.at("/channel/$ref").asText().equals("#/channels/" + channel);
      if (here && operation.get("action").asText().equals("receive")) {
        for (JsonNode message : operation.get("messages")) {
          frames.add(contract.resolve(contract.resolve(message)).get("name").asText());
        }
      }
    }
    return frames;
  }

  @Test
  void everyAddressOfTheBusHasAnEntryAndEveryEntryAnAddress() throws ReflectiveOperationException {
    Set<String> addresses = new TreeSet<>();
    for (Method method : PublicAddresses.class.getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == String.class) {
        Object address =
            method.getParameterCount() == 0 ? method.invoke(null) : method.invoke(null, ROOM);
        addresses.add(address.toString().replace(ROOM.toString(), "<room_id>"));
      }
    }
    assertThat(doors(Door.BUS)).isEqualTo(addresses);
    Set<String> said = new TreeSet<>();
    SocketContract.readEventBus()
        .document()
        .get("channels")
        .forEach(
            channel -> said.add(channel.get("address").asText().replace("{room_id}", "<room_id>")));
    assertThat(said).isEqualTo(addresses);
  }

  @Test
  void everyCommandOfARoomHasAnActionIfSomebodyCausesIt() {
    Set<String> nobodys = new TreeSet<>();
    for (Class<?> kind : kinds(RoomCommand.class).toList()) {
      boolean hasActor =
          Arrays.stream(kind.getRecordComponents())
              .map(RecordComponent::getType)
              .anyMatch(Actor.class::equals);
      boolean hasAction =
          Arrays.stream(kind.getDeclaredMethods())
              .anyMatch(method -> method.getName().equals("action"));
      assertThat(hasAction).as(kind.getSimpleName()).isEqualTo(hasActor);
      if (!hasActor) {
        nobodys.add(kind.getSimpleName());
      }
    }
    assertThat(nobodys).isEqualTo(new TreeSet<>(OF_NOBODY));
  }

  private static Stream<Class<?>> kinds(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(RightsTableTest::kinds)
        : Stream.of(family);
  }

  @Test
  void everyActionIsBehindADoorOrAskedForBesides() {
    Set<Action> behind =
        doors().stream()
            .map(entry -> Action.of(entry[2]).orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
    assertThat(behind).doesNotContainAnyElementsOf(BESIDES);
    behind.addAll(BESIDES);
    assertThat(behind).containsExactly(Action.values());
  }

  @Test
  void everyActionHasOneRowAndNoDoorTwoEntries() {
    List<String[]> table = lines("rights.csv");
    assertThat(table.subList(1, table.size()).stream().map(row -> row[0]))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Action.values()).map(Action::text).toList());
    assertThat(doors().stream().map(entry -> entry[0] + " " + entry[1])).doesNotHaveDuplicates();
  }

  /** A cell that isn't filled would be a no that nobody has decided. */
  @Test
  void everyCellThatCanBeAskedIsFilledAndNoOther() {
    List<String[]> table = lines("rights.csv");
    Map<Standing, Integer> columns = columns(table.get(0));
    for (String[] row : table.subList(1, table.size())) {
      Action action = Action.of(row[0]).orElseThrow();
      Set<Standing> standings = action.isOfRoom() ? OF_ROOM : OF_SERVER;
      Set<Standing> filled = new HashSet<>();
      columns.forEach(
          (standing, column) -> {
            if (!row[column].equals("-")) {
              filled.add(standing);
            }
          });
      assertThat(filled).as(row[0]).isEqualTo(standings);
    }
  }

  private static Map<Standing, Integer> columns(String[] head) {
    return Arrays.stream(Standing.values())
        .collect(
            Collectors.toMap(
                standing -> standing, standing -> Arrays.asList(head).indexOf(column(standing))));
  }

  private static String column(Standing standing) {
    return standing == Standing.ACCOUNT
        ? "account-holder"
        : standing.name().toLowerCase(Locale.ROOT);
  }

  /** That a room is hidden would be told by anything else that is said of it. */
  @Test
  void anOutsiderIsToldTheSameWhateverTheyWant() {
    for (Action action : Action.values()) {
      if (action.isOfRoom()) {
        assertThat(Rights.TABLE.decide(action, Standing.OUTSIDER)).isEqualTo(Decision.HIDDEN);
        assertThat(Rights.TABLE.decide(action, Standing.BANNED)).isEqualTo(Decision.BANNED);
        assertThat(Rights.TABLE.decide(action, Standing.NOBODY)).isEqualTo(Decision.SIGN_IN);
      }
    }
  }

  @Test
  void whoMayMoreMayAllThatThoseBelowThemMay() {
    List<Standing> rising =
        List.of(Standing.READER, Standing.MEMBER, Standing.MODERATOR, Standing.OWNER);
    for (Action action : Action.values()) {
      if (action.isOfRoom()) {
        for (int i = 1; i < rising.size(); i++) {
          boolean below = Rights.TABLE.decide(action, rising.get(i - 1)) == Decision.YES;
          boolean above = Rights.TABLE.decide(action, rising.get(i)) == Decision.YES;
          assertThat(above || !below).as("%s %s", action, rising.get(i)).isTrue();
        }
      }
    }
  }

  /** One table, one function: whoever compares roles by itself decides past both. */
  @Test
  void nobodyElseKnowsTheTables() {
    assertThat(Sources.main())
        .filteredOn(source -> source.text().contains("rights.csv\""))
        .extracting(source -> source.path().getFileName().toString())
        .containsExactly("Rights.java");
  }
}
