package dev.parley.bus;

/**
 * What those who keep order want of the table of reports. Moderators see those of their rooms,
 * administrators also those of public rooms, of rooms that they belong to, of conversations, and of
 * what somebody wrote who alone owns a private room; others see none.
 */
public sealed interface ReportQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.reportStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Read a page of reports, the newest first; answered by {@link Reply.ReportsRead}.
   *
   * @param actor who wants it, with an account
   * @param open whether those that wait; otherwise those that are closed
   * @param before older than this one; null begins with the newest
   * @param limit from 1 to {@link #MAX_LIMIT}
   */
  record SelectReports(Actor actor, boolean open, ReportId before, int limit)
      implements ReportQuery {
    public SelectReports {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new Failure(
            FailureCode.INVALID_PARAMETER, "limit must be from 1 to " + MAX_LIMIT + ".");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectReports(this);
    }
  }

  /**
   * Close a report; answered by {@link Reply.Done}, or fails with {@code not_found} if it isn't
   * open or not for this one to see.
   *
   * @param outcome {@code dismissed} or {@code acted}
   * @param note for the audit log; empty for none
   */
  record CloseReport(Actor actor, ReportId report, String outcome, String note)
      implements ReportQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.closeReport(this);
    }
  }

  /** The largest page. */
  int MAX_LIMIT = 200;

  /** One method per kind. */
  interface Visitor<R> {
    R selectReports(SelectReports query);

    R closeReport(CloseReport query);
  }
}
