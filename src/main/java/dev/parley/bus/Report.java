package dev.parley.bus;

import java.time.Instant;

/**
 * A message that somebody called to the attention of those who keep order.
 *
 * @param roomName empty for a direct conversation
 * @param content as it was when it was reported
 * @param closedAt null while it is open, and so are the next two
 * @param outcome {@code dismissed} or {@code acted}
 */
public record Report(
    ReportId id,
    RoomId room,
    String roomName,
    MessageId message,
    String author,
    String content,
    String reporter,
    String reason,
    Instant createdAt,
    Instant closedAt,
    String closedBy,
    String outcome) {}
