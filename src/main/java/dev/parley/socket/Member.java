package dev.parley.socket;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Joined;

/** What a {@link Subscription} tells the protocol that it is for. */
interface Member {

  /**
   * The room has let it in. What happens there is kept back until {@link Subscription#goLive}, so
   * that something can be written before it.
   */
  void joined(Joined answer);

  /** The room hasn't let it in, or too much has happened there before it went live; it is over. */
  void refused(Failure failure);

  /** The room was deleted; it is over. */
  void roomGone();

  /**
   * The person may not be there any more; it is over.
   *
   * @param code {@code banned}, or {@code room_not_found} for somebody for whom it isn't there
   */
  void expelled(FailureCode code);
}
