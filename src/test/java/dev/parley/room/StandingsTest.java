package dev.parley.room;

import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.AccessFound.Restraint;
import dev.parley.rights.Action;
import dev.parley.rights.Decision;
import dev.parley.rights.Rights;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.rights.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every sentence holds for every room and everybody: the whole cross product is walked. */
class StandingsTest {
  private static final PersonId ID = new PersonId(uuid(7));
  private static final PersonName NAME = new PersonName("Ann");

  /** One of all that can be. */
  private record Case(
      RoomKind kind,
      boolean owned,
      boolean announcements,
      RoomRole role,
      ServerRole server,
      boolean account,
      boolean banned) {

    Standing standing() {
      Map<PersonId, RoomRole> members = role == null ? Map.of() : Map.of(ID, role);
      Map<String, Restraint> restraints =
          banned ? Map.of("ann", new Restraint("ann", null, true)) : Map.of();
      RoomAccess access =
          new RoomAccess(0, kind, owned, false, announcements, 0, members, restraints);
      return Standings.of(new Actor(NAME, account ? ID : null, server, null), access);
    }

    boolean belongs() {
      return account && role != null;
    }

    boolean isAdministrator() {
      return server == ServerRole.ADMINISTRATOR;
    }

    boolean isKnown() {
      return server != ServerRole.NOBODY;
    }
  }

  private static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    List<RoomRole> roles = new ArrayList<>(Arrays.asList(RoomRole.values()));
    roles.add(null);
    for (RoomKind kind : RoomKind.values()) {
      for (RoomRole role : roles) {
        for (ServerRole server : ServerRole.values()) {
          for (int flags = 0; flags < 16; flags++) {
            cases.add(
                new Case(
                    kind,
                    (flags & 1) > 0,
                    (flags & 2) > 0,
                    role,
                    server,
                    (flags & 4) > 0,
                    (flags & 8) > 0));
          }
        }
      }
    }
    return cases;
  }

  private static void holds(Predicate<Case> where, Standing... standings) {
    List<Case> cases = all().stream().filter(where).toList();
    assertThat(cases)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.standing()).as("%s", each).isIn((Object[]) standings));
  }

  @Test
  void whoIsNotKnownIsNobodyEverywhere() {
    holds(each -> !each.isKnown(), Standing.NOBODY);
    holds(
        Case::isKnown,
        Arrays.stream(Standing.values())
            .filter(each -> each != Standing.NOBODY)
            .toArray(Standing[]::new));
  }

  @Test
  void aRoomThatIsNotPublicIsThereForNobodyWithoutARow() {
    holds(
        each -> each.kind() != RoomKind.PUBLIC && !each.belongs() && each.isKnown(),
        Standing.OUTSIDER);
    holds(
        each -> each.kind() != RoomKind.PUBLIC && !each.belongs(),
        Standing.OUTSIDER,
        Standing.NOBODY);
  }

  @Test
  void aRowOfSomebodyElseHelpsNobodyWithoutAnAccount() {
    holds(
        each -> each.kind() == RoomKind.PRIVATE && !each.account() && each.isKnown(),
        Standing.OUTSIDER);
  }

  @Test
  void whoIsBannedIsThatWhereTheRoomIsThereUnlessAnAdministrator() {
    holds(
        each ->
            each.banned()
                && each.isKnown()
                && (each.kind() == RoomKind.PUBLIC || each.belongs())
                && !(each.isAdministrator() && each.kind() != RoomKind.DIRECT),
        Standing.BANNED);
  }

  @Test
  void administratorsStandAboveAllWhereTheyAreInside() {
    holds(each -> each.isAdministrator() && each.kind() == RoomKind.PUBLIC, Standing.ADMINISTRATOR);
    holds(
        each -> each.isAdministrator() && each.kind() == RoomKind.PRIVATE && each.belongs(),
        Standing.ADMINISTRATOR);
    holds(
        each -> each.kind() == RoomKind.DIRECT,
        Standing.PARTNER,
        Standing.OUTSIDER,
        Standing.BANNED,
        Standing.NOBODY);
  }

  @Test
  void thoseOfAConversationArePartnersWhateverTheirRole() {
    holds(
        each ->
            each.kind() == RoomKind.DIRECT && each.belongs() && each.isKnown() && !each.banned(),
        Standing.PARTNER);
  }

  @Test
  void aRoomThatNobodyOwnsIsEverybodys() {
    holds(
        each ->
            each.kind() == RoomKind.PUBLIC
                && !each.owned()
                && !each.announcements()
                && each.isKnown()
                && !each.isAdministrator()
                && !each.banned(),
        Standing.COMMONS);
  }

  @Test
  void inARoomOfSomebodysTheRoleCounts() {
    Predicate<Case> plain =
        each ->
            each.owned()
                && each.isKnown()
                && !each.isAdministrator()
                && !each.banned()
                && !each.announcements();
    Predicate<Case> open = each -> each.kind() == RoomKind.PUBLIC;
    holds(plain.and(open).and(each -> !each.belongs()), Standing.VISITOR);
    Predicate<Case> room = plain.and(each -> each.kind() != RoomKind.DIRECT).and(Case::belongs);
    holds(room.and(each -> each.role() == RoomRole.READER), Standing.READER);
    holds(room.and(each -> each.role() == RoomRole.MEMBER), Standing.MEMBER);
    holds(room.and(each -> each.role() == RoomRole.MODERATOR), Standing.MODERATOR);
    holds(room.and(each -> each.role() == RoomRole.OWNER), Standing.OWNER);
  }

  @Test
  void whereOnlyModeratorsWriteEverybodyBelowThemReads() {
    Predicate<Case> announcing =
        each ->
            each.announcements()
                && each.isKnown()
                && !each.isAdministrator()
                && !each.banned()
                && each.kind() != RoomKind.DIRECT
                && (each.kind() == RoomKind.PUBLIC || each.belongs());
    Predicate<Case> above =
        each -> each.owned() && each.belongs() && each.role().compareTo(RoomRole.MODERATOR) >= 0;
    holds(announcing.and(above.negate()), Standing.READER);
    holds(announcing.and(above), Standing.MODERATOR, Standing.OWNER);
  }

  /** The table says what an outsider may: nothing, and not even that there is something. */
  @Test
  void nothingShowsToAnOutsiderOfWhatItMayNot() {
    assertThat(Action.values())
        .filteredOn(Action::isOfRoom)
        .allSatisfy(
            action ->
                assertThat(Rights.TABLE.decide(action, Standing.OUTSIDER))
                    .isEqualTo(Decision.HIDDEN));
  }

  @Test
  void somebodyWhoHasNotSaidANameCanBeNobodyWhoIsBanned() {
    RoomAccess access =
        new RoomAccess(
            0,
            RoomKind.PUBLIC,
            true,
            false,
            false,
            0,
            Map.of(),
            Map.of("ann", new Restraint("ann", NOON.plusSeconds(1), true)));
    assertThat(Standings.of(Actor.ANYBODY, access)).isEqualTo(Standing.VISITOR);
    assertThat(access.mutedUntil(Actor.ANYBODY, NOON)).isNull();
    assertThat(access.isBanned(Actor.guest(new PersonName("ANN")))).as("by its key").isTrue();
  }
}
