package dev.parley.bench.audit;

import java.util.Arrays;

/**
 * What one member of a room got, compared with what was posted. Counts as it goes:
 *
 * <ul>
 *   <li>doubled: a message that had come before;
 *   <li>misordered: behind a later one of the same sender, behind a higher position, or at a
 *       position at which somebody else saw another message;
 *   <li>gaps: positions that were jumped over, whether or not what belongs there came later.
 * </ul>
 *
 * <p>Not safe for threads.
 */
public final class Member {

  private final RoomLog room;
  private final Received received = new Received();
  private long[] lastOf = new long[1]; // by sender: the highest index seen, plus 1
  private long position;
  private long doubled;
  private long misordered;
  private long gaps;

  /** A member who is there before the first message. */
  public Member(RoomLog room) {
    this.room = room;
  }

  /** Takes what came; false if it had come before. */
  public boolean deliver(Post post) {
    boolean fresh = received.add(post.index());
    boolean inOrder = follows(post.position()) & isLatestOf(post.sender(), post.index());
    if (!fresh) {
      doubled++;
    } else if (!inOrder || !room.agrees(post.position(), post.index())) {
      misordered++;
    }
    return fresh;
  }

  /** The server has said that everything up to here was sent. */
  public void caughtUp(long to) {
    position = Math.max(position, to);
  }

  /** The server has said that all up to here has come, number by number. */
  public void expectUpTo(long to) {
    gaps += Math.max(0, to - position);
    caughtUp(to);
  }

  /** The last place of the log that this member has come to. */
  public long position() {
    return position;
  }

  /** Whether nothing is missing just now. */
  public boolean hasAll() {
    return received.count() >= room.accepted();
  }

  /** How it stands. */
  public Tally tally() {
    return new Tally(
        room.accepted(), received.count(), room.missing(received), doubled, misordered, gaps);
  }

  /**
   * How it stands with a member whose connection the server has ended: what came later is not lost,
   * since the client was told to come back for it.
   */
  public Tally tallyUntilEnded() {
    return new Tally(received.count(), received.count(), 0, doubled, misordered, gaps);
  }

  private boolean follows(long next) {
    if (next <= position) {
      return false;
    }
    gaps += next - position - 1;
    position = next;
    return true;
  }

  private boolean isLatestOf(int sender, long index) {
    if (sender >= lastOf.length) {
      lastOf = Arrays.copyOf(lastOf, Math.max(sender + 1, lastOf.length * 2));
    }
    boolean latest = index >= lastOf[sender];
    lastOf[sender] = Math.max(lastOf[sender], index + 1);
    return latest;
  }
}
