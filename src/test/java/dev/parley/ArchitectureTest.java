package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import dev.parley.bus.BusMessage;
import dev.parley.testing.Sources;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each {@code package-info.java} says of its imports, and the rules that go across. */
@AnalyzeClasses(locations = ArchitectureTest.Server.class)
class ArchitectureTest {
  /** The server's classes, without the tests'. */
  static final class Server implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> test) {
      return Set.of(Location.of(Main.class.getProtectionDomain().getCodeSource().getLocation()));
    }
  }

  /** Which packages of Parley's each may import; a new package needs a line. */
  private static final Map<String, List<String>> IMPORTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "account",
                  List.of("bus", "http", "limit", "message", "persistence", "presence", "rights")),
              Map.entry("bridge", List.of("bus", "http", "limit", "rights")),
              Map.entry("bus", List.of("rights")),
              Map.entry("client", List.of("bus", "rights")),
              Map.entry("cluster", List.of("bus", "persistence")),
              Map.entry("config", List.of("limit")),
              Map.entry("limit", List.of()),
              Map.entry("presence", List.of("bus")),
              Map.entry("moderation", List.of("bus", "http", "message", "persistence", "rights")),
              Map.entry("persistence", List.of("bus", "rights")),
              Map.entry("rights", List.of()),
              Map.entry("http", List.of("bus", "limit", "rights")),
              Map.entry("socket", List.of("bus", "http", "limit", "rights")),
              Map.entry(
                  "room",
                  List.of(
                      "bus", "http", "message", "moderation", "persistence", "presence", "rights")),
              Map.entry("message", List.of("bus", "http", "limit", "persistence", "rights"))));

  private static final String[] VERTICLES = {
    "dev.parley.account..",
    "dev.parley.bridge..",
    "dev.parley.room..",
    "dev.parley.socket..",
    "dev.parley.http..",
    "dev.parley.message..",
    "dev.parley.moderation..",
    "dev.parley.persistence..",
    "dev.parley.presence.."
  };

  @ArchTest
  static void packagesImportWhatTheySay(JavaClasses all) {
    IMPORTS.forEach(
        (name, imports) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), imports.stream())
                  .map(each -> "dev.parley." + each)
                  .toArray(String[]::new);
          DescribedPredicate<JavaClass> parleys = resideInAPackage("dev.parley..");
          noClasses()
              .that()
              .resideInAPackage("dev.parley." + name)
              .should()
              .dependOnClassesThat(
                  parleys.and(not(JavaClass.Predicates.resideInAnyPackage(allowed))))
              .because("package-info.java of " + name + " says so")
              .check(all);
        });
  }

  @ArchTest
  static void everyPackageHasALineHere(JavaClasses all) {
    assertThat(
            all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("dev.parley"))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            IMPORTS.keySet().stream().map(name -> "dev.parley." + name).toList());
  }

  @ArchTest
  static final ArchRule nobodyImportsTheComposition =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parley")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.parley");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.parley.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyPersistenceAndStoresSpeakSql =
      noClasses()
          .that(
              not(resideInAPackage("dev.parley.persistence"))
                  .and(
                      not(
                          partOf(
                              "Store",
                              "AppendBatch",
                              "AppendLookup",
                              "SqliteLookup",
                              "PostgresLookup",
                              "EarlierColumns",
                              "MessageColumns",
                              "PersonColumns",
                              "SessionColumns",
                              "RoomSweep",
                              "AccessColumns",
                              "AccessLookup",
                              "Alongside",
                              "Amendments",
                              "Answering",
                              "HistoryPages",
                              "Pins",
                              "Quotes",
                              "Reactions",
                              "Remains",
                              "Threads",
                              "Versions",
                              "ErasureSweep",
                              "ErasedReports",
                              "MembershipPages",
                              "NewRooms",
                              "Reports",
                              "Rewriting",
                              "RoomColumns",
                              "RoomLog",
                              "RoomUpdate",
                              "Roster"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.jdbcclient..", "java.sql..");

  @ArchTest
  static final ArchRule onlyTheWritingSideOfSocketsAndTheEdgeOfHttpTouchNetty =
      noClasses()
          .that(
              not(
                  partOf(
                      "Outbox",
                      "Subscriber",
                      "WireFrame",
                      "Fanout",
                      "Subscription",
                      "Connection",
                      "Problem",
                      "ClientConnections",
                      "RequestWatch",
                      "AddressBlock",
                      "HardClose",
                      "Encryption")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule onlyTheBusTouchesTheEventBus =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.parley\\.bus\\.(Public)?Bus(\\$.*)?")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "is one of the event bus",
                  call -> call.getTargetOwner().isEquivalentTo(EventBus.class)));

  @ArchTest
  static final ArchRule verticlesNeedNoLocksAndNeverSleep =
      noClasses()
          .that()
          .resideInAnyPackage(VERTICLES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent.locks..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.concurrent\\.(Concurrent\\w+|\\w*Latch|Semaphore)")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule nothingIsSynchronized =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(VERTICLES)
          .should()
          .notHaveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule presenceAndTheRulesOfRoomsArePlainJava =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.presence")
          .or()
          .haveNameMatching("dev\\.parley\\.room\\.(RoomState|Timeline).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule verticlesAreCalledThat =
      classes()
          .that()
          .areAssignableTo(VerticleBase.class)
          .should()
          .haveSimpleNameEndingWith("Verticle");

  @ArchTest
  static final ArchRule nobodyPrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parley")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @Test
  void whatCrossesTheBusIsRecords() {
    assertThat(leaves(BusMessage.class)).isNotEmpty().allMatch(Class::isRecord);
  }

  /** The byte code doesn't show a synchronized block as a call or a modifier. */
  @Test
  void noBlockIsSynchronized() {
    Pattern block = Pattern.compile("\\bsynchronized\\s*\\(");
    assertThat(Sources.main()).noneMatch(source -> block.matcher(source.text()).find());
  }

  private static Stream<Class<?>> leaves(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(ArchitectureTest::leaves)
        : Stream.of(family);
  }

  /** Classes whose outermost class has a name with one of these ends. */
  private static DescribedPredicate<JavaClass> partOf(String... names) {
    return DescribedPredicate.describe(
        "are part of " + String.join(", ", names),
        javaClass -> {
          String outermost =
              javaClass.getName().replaceFirst(".*\\.", "").replaceFirst("\\$.*", "");
          return Arrays.stream(names)
              .anyMatch(
                  name -> name.equals("Store") ? outermost.endsWith(name) : outermost.equals(name));
        });
  }
}
