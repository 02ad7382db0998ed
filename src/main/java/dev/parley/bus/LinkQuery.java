package dev.parley.bus;

/** What is asked of the table of links. */
public sealed interface LinkQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.linkStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Keep a new link; answered by {@link Reply.LinkFound}. One that resets a password takes the
   * place of earlier ones of the same person. One for setting up takes the place of earlier ones,
   * and fails with {@code forbidden} if there is an administrator.
   */
  record InsertLink(Actor actor, Link link, TokenHash hash) implements LinkQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertLink(this);
    }
  }

  /**
   * Read a link that can be used; answered by {@link Reply.LinkFound}, or fails with {@code
   * invalid_link}.
   */
  record SelectLink(TokenHash hash) implements LinkQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectLink(this);
    }
  }

  /** Read the invitations that can be used, newest first; answered by {@link Reply.LinksFound}. */
  record SelectInvitations(int limit) implements LinkQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectInvitations(this);
    }
  }

  /**
   * Take an invitation back; answered by {@link Reply.Done}, or fails with {@code invalid_link}.
   */
  record RevokeInvitation(Actor actor, LinkId link) implements LinkQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.revokeInvitation(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R insertLink(InsertLink query);

    R selectLink(SelectLink query);

    R selectInvitations(SelectInvitations query);

    R revokeInvitation(RevokeInvitation query);
  }
}
