package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.parley.bus.BusMessage;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;

/** The imports that each {@code package-info.java} allows, and what else the design forbids. */
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchRule theBusKnowsNobody = only("bus");

  @ArchTest static final ArchRule theConfigurationKnowsNobody = only("config");

  @ArchTest static final ArchRule presenceKnowsTheBus = only("presence", "bus");

  @ArchTest static final ArchRule httpKnowsTheBus = only("http", "bus");

  @ArchTest static final ArchRule persistenceKnowsTheBus = only("persistence", "bus");

  @ArchTest static final ArchRule socketsKnowTheBusAndHttp = only("socket", "bus", "http");

  @ArchTest
  static final ArchRule messagesKnowNoSocketAndNoRoom =
      only("message", "bus", "http", "persistence");

  @ArchTest
  static final ArchRule roomsKnowNoSocketAndNoMessages =
      only("room", "bus", "presence", "http", "persistence");

  @ArchTest
  static final ArchRule nothingGoesRoundInCircles =
      slices().matching("dev.parley.(*)..").should().beFreeOfCycles();

  /** The append transaction and the sweep are parts of their stores that got files of their own. */
  @ArchTest
  static final ArchRule onlyStoresAndPersistenceSpeakSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parley.persistence")
          .and()
          .haveNameNotMatching(".*\\.(\\w+Store|AppendBatch|MessageColumns|RoomSweep)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.jdbcclient..", "java.sql..");

  @ArchTest
  static final ArchRule onlyTheSocketsWritingSideAndProblemsTouchNetty =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.parley.socket")
          .and()
          .doNotHaveFullyQualifiedName("dev.parley.http.Problem")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule rulesArePlainJava =
      noClasses()
          .that()
          .haveNameMatching(
              "dev\\.parley\\.(room\\.(RoomState|Timeline)|presence\\..*"
                  + "|socket\\.(Heartbeat|InFlight|Throttle|FrameReader|FrameWriter))(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule jsonObjectsEndAtTheEdge =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Routes")
          .and()
          .resideOutsideOfPackages("dev.parley.http", "dev.parley.config")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(JsonObject.class);

  @ArchTest
  static final ArchRule whatCrossesTheBusIsARecord =
      classes()
          .that()
          .areAssignableTo(BusMessage.class)
          .and()
          .areNotInterfaces()
          .should()
          .beRecords();

  @ArchTest
  static final ArchRule statesBelongToTheirContextAndNeedNoLocks =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.parley.room", "dev.parley.message", "dev.parley.presence", "dev.parley.bus")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ConcurrentHashMap.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Lock.class);

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  /** The package may use these others of Parley's, and no more. */
  private static ArchRule only(String name, String... others) {
    List<String> allowed = new ArrayList<>(List.of("dev.parley." + name + ".."));
    for (String other : others) {
      allowed.add("dev.parley." + other + "..");
    }
    return noClasses()
        .that()
        .resideInAPackage("dev.parley." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.parley..")
                .and(not(resideInAnyPackage(allowed.toArray(new String[0])))));
  }
}
