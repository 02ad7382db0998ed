package dev.parley.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.bench.audit.Tally;
import java.util.List;
import java.util.Map;

/**
 * The result of one run, as it is written to JSON.
 *
 * @param command as it was given
 * @param joinS seconds until everybody was in
 * @param memory null if the server can't be looked at
 * @param skipped messages that were due and not posted, since the server had stopped reading
 * @param unacknowledged messages without an answer at the end
 * @param errors from the server, by code
 * @param endings connections that the server ended, by how
 * @param problems why this is not a clean run; empty if it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadReport(
    String command,
    int connections,
    double joinS,
    Figures figures,
    Memory memory,
    Tally audit,
    long skipped,
    long unacknowledged,
    Map<String, Long> errors,
    Map<String, Long> endings,
    List<String> problems) {}
