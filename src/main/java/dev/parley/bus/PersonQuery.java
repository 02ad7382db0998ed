package dev.parley.bus;

import dev.parley.rights.ServerRole;
import java.util.List;

/** What is asked of the tables of accounts and their pictures. */
public sealed interface PersonQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.personStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Ask whether a name belongs to an account, by {@link PersonName#key()}, also to one that was
   * deleted; answered by {@link Reply.NameFound}.
   */
  record FindName(String key) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.findName(this);
    }
  }

  /**
   * Read one account; answered by {@link Reply.PersonFound}, or fails with {@code
   * person_not_found}.
   */
  record SelectPerson(PersonName name) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectPerson(this);
    }
  }

  /**
   * Read a page of accounts in the order of their names; answered by {@link Reply.PeopleFound}.
   *
   * @param containing what the name or display name has in it; null for all
   * @param after only accounts whose names come after this one; null begins with the first
   * @param deactivated whether those that are deactivated are wanted too
   */
  record SelectPeople(String containing, PersonName after, int limit, boolean deactivated)
      implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectPeople(this);
    }
  }

  /**
   * Read what a password is compared with; answered by {@link Reply.CredentialsFound}, for a name
   * that nobody has too.
   */
  record SelectCredentials(PersonName name) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectCredentials(this);
    }
  }

  /**
   * Make an account; answered by {@link Reply.PersonFound}, or fails with {@code name_taken},
   * {@code invalid_link}, {@code invitation_needed} or {@code too_many}.
   *
   * @param password its hash; null if nobody shall sign in with one yet
   * @param link the one that it is made with; null for none
   */
  record InsertPerson(Actor actor, Person person, Secret password, Way way, TokenHash link)
      implements PersonQuery {

    /** What allows it. */
    public enum Way {
      /** A link, which is used up by it. */
      LINK,
      /** That everybody may. */
      OPEN,
      /** Whoever runs the server. */
      COMMAND
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertPerson(this);
    }
  }

  /**
   * Change what somebody says about themselves, as far as it isn't null; answered by {@link
   * Reply.PersonFound}.
   */
  record ChangeProfile(
      PersonId person,
      String displayName,
      String about,
      String status,
      Boolean hideLastSeen,
      Boolean receipts)
      implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changeProfile(this);
    }
  }

  /**
   * Change one's own password, to this hash, which ends one's other sessions and the links that
   * would reset it; answered by {@link Reply.Done}, or fails with {@code wrong_credentials} if the
   * proof doesn't hold any more.
   */
  record ChangePassword(Actor actor, SessionId kept, Secret password, Proof proof)
      implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changePassword(this);
    }
  }

  /**
   * Choose a password, of this hash, by a link, which ends all sessions; answered by {@link
   * Reply.PersonFound}, or fails with {@code invalid_link}.
   */
  record ResetPassword(TokenHash link, Secret password, String from) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.resetPassword(this);
    }
  }

  /**
   * Keep the secret of a second factor that is yet to be confirmed; answered by {@link Reply.Done},
   * or fails with {@code wrong_credentials} if the proof doesn't hold any more.
   */
  record BeginTwoFactor(Secret secret, Proof proof) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.beginTwoFactor(this);
    }
  }

  /**
   * Take the second factor that was begun, with these recovery codes, if the code is its; answered
   * by {@link Reply.Done}, or fails with {@code wrong_credentials}.
   */
  record ConfirmTwoFactor(Actor actor, Secret code, List<TokenHash> recovery)
      implements PersonQuery {
    public ConfirmTwoFactor {
      recovery = List.copyOf(recovery);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.confirmTwoFactor(this);
    }
  }

  /**
   * Take somebody's second factor away; answered by {@link Reply.Done}, or fails with {@code
   * wrong_credentials} if the proof doesn't hold any more.
   *
   * @param proof null if it isn't one's own
   */
  record EndTwoFactor(Actor actor, PersonName name, Proof proof) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.endTwoFactor(this);
    }
  }

  /**
   * Use up a code of the second factor, or a recovery code; answered by {@link Reply.Done}, or
   * fails with {@code wrong_credentials}.
   */
  record UseCode(PersonId person, Secret code) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.useCode(this);
    }
  }

  /**
   * Change somebody's role, or whether they can sign in, as far as it isn't null; answered by
   * {@link Reply.PersonFound}, or fails with {@code forbidden} for the last administrator.
   */
  record ChangePerson(Actor actor, PersonName name, ServerRole role, Boolean deactivated)
      implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changePerson(this);
    }
  }

  /**
   * Take somebody out of everything; answered by {@link Reply.Done}, or fails with {@code
   * forbidden} for the last administrator, or {@code wrong_credentials} if the proof doesn't hold
   * any more.
   *
   * @param banned whether the account stays, deactivated; otherwise it is deleted
   * @param deleteMessages whether all that they wrote goes; otherwise it stays, without their name
   *     if the account is deleted
   * @param proof null if it isn't oneself
   */
  record RemovePerson(
      Actor actor, PersonName name, boolean banned, boolean deleteMessages, Proof proof)
      implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removePerson(this);
    }
  }

  /**
   * Give an account a picture, in both sizes, or none if they are null; answered by {@link
   * Reply.PersonFound}.
   */
  record SetAvatar(PersonId person, Picture small, Picture large) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setAvatar(this);
    }
  }

  /**
   * Read an account's picture; answered by {@link Reply.AvatarFound}, or fails with {@code
   * person_not_found} or {@code not_found}.
   */
  record SelectAvatar(PersonName name, int size) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectAvatar(this);
    }
  }

  /**
   * Note in the audit log what changes no table: that somebody couldn't sign in, or took data out;
   * answered by {@link Reply.Done}.
   *
   * @param action what was done, as {@code me.export}
   * @param subject to whom; null for nobody
   */
  record NoteAct(Actor actor, String action, PersonName subject) implements PersonQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noteAct(this);
    }
  }

  /** The most people that are listed at once. */
  int MAX_PEOPLE = 200;

  /** One method per kind. */
  interface Visitor<R> {
    R findName(FindName query);

    R selectPerson(SelectPerson query);

    R selectPeople(SelectPeople query);

    R selectCredentials(SelectCredentials query);

    R insertPerson(InsertPerson query);

    R changeProfile(ChangeProfile query);

    R changePassword(ChangePassword query);

    R resetPassword(ResetPassword query);

    R beginTwoFactor(BeginTwoFactor query);

    R confirmTwoFactor(ConfirmTwoFactor query);

    R endTwoFactor(EndTwoFactor query);

    R useCode(UseCode query);

    R changePerson(ChangePerson query);

    R removePerson(RemovePerson query);

    R setAvatar(SetAvatar query);

    R selectAvatar(SelectAvatar query);

    R noteAct(NoteAct query);
  }
}
