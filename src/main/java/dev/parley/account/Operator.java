package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Ids;
import dev.parley.bus.Link;
import dev.parley.bus.LinkQuery.InsertLink;
import dev.parley.bus.Person;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery.ChangePerson;
import dev.parley.bus.PersonQuery.EndTwoFactor;
import dev.parley.bus.PersonQuery.InsertPerson;
import dev.parley.bus.PersonQuery.InsertPerson.Way;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.LinkFound;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.ReservedNames;
import dev.parley.bus.Secret;
import dev.parley.bus.Stores;
import dev.parley.bus.Token;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whoever has the server's machine, and so may do anything: what the command line does. */
public final class Operator {

  private static final Duration RESET_GOOD = Duration.ofHours(24);
  private static final Actor ACTOR = Actor.trusted(ReservedNames.COMMAND_LINE);

  private final Stores stores;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random;
  private final Passwords passwords;
  private final String address;

  /**
   * Works on these stores.
   *
   * @param address of the server, for links
   */
  public Operator(
      Stores stores,
      Ids ids,
      Clock clock,
      SecureRandom random,
      Passwords passwords,
      String address) {
    this.stores = stores;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
    this.passwords = passwords;
    this.address = address;
  }

  /**
   * Makes an account.
   *
   * @param displayName null for none
   * @param password empty for none: the link to choose one is said
   * @return what is to be said of it
   */
  public Future<List<String>> create(
      String typed, String displayName, boolean administrator, String password) {
    PersonName name = NewPerson.name(typed);
    ServerRole role = administrator ? ServerRole.ADMINISTRATOR : ServerRole.MEMBER;
    Person person = NewPerson.of(ids.person(), name, displayName, role, clock.instant());
    if (password.isEmpty()) {
      return insert(person, null).compose(made -> reset(typed, false));
    }
    return passwords
        .hash(Password.chosen(password, name))
        .compose(hash -> insert(person, hash))
        .map(made -> List.of(name + " can sign in now."));
  }

  private Future<PersonFound> insert(Person person, Secret hash) {
    return stores.ask(new InsertPerson(ACTOR, person, hash, Way.COMMAND, null), PersonFound.class);
  }

  /**
   * Makes a link by which somebody chooses a password.
   *
   * @param twoFactor whether the second factor goes too
   * @return what is to be said of it
   */
  public Future<List<String>> reset(String typed, boolean twoFactor) {
    PersonName name = PersonName.parse(typed);
    Token token = Token.random(random, Token.LINK);
    Instant now = clock.instant();
    Link link =
        new Link(ids.link(), Link.Kind.RESET, name, null, "", 0, 1, now, now.plus(RESET_GOOD));
    return stores
        .ask(new InsertLink(ACTOR, link, token.hash()), LinkFound.class)
        .compose(
            made ->
                twoFactor
                    ? stores.ask(new EndTwoFactor(ACTOR, name, null), Done.class)
                    : Future.succeededFuture())
        .map(
            ended ->
                List.of(
                    name + " chooses a password with this link, once and within a day:",
                    "  " + address + "/reset#" + token.value()));
  }

  /**
   * Lets nobody sign in as somebody.
   *
   * @return what is to be said of it
   */
  public Future<List<String>> disable(String typed) {
    PersonName name = PersonName.parse(typed);
    return stores
        .ask(new ChangePerson(ACTOR, name, null, true), PersonFound.class)
        .map(changed -> List.of(name + " can't sign in any more."));
  }

  /**
   * Lets somebody sign in again who was disabled.
   *
   * @return what is to be said of it
   */
  public Future<List<String>> enable(String typed) {
    PersonName name = PersonName.parse(typed);
    return stores
        .ask(new ChangePerson(ACTOR, name, null, false), PersonFound.class)
        .map(changed -> List.of(name + " can sign in again."));
  }
}
