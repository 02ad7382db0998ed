package dev.parley.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.bench.audit.Tally;
import java.util.List;
import java.util.Map;

/**
 * The result of a soak, as it is written to JSON.
 *
 * @param command as it was given
 * @param joinS seconds until everybody was in
 * @param figures without what came by recovery
 * @param memory null if the server can't be looked at
 * @param drops how often somebody dropped out and came back
 * @param recovered deliveries that came by recovery
 * @param notRecovered returns that the server answered with "load it anew"
 * @param skipped messages that nobody could post
 * @param unacknowledged messages without an answer at the end
 * @param errors from the server, by code
 * @param endings connections that the server ended, by how
 * @param problems why this is not a clean run; empty if it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoakReport(
    String command,
    int connections,
    double joinS,
    Figures figures,
    Memory memory,
    Tally audit,
    long drops,
    long recovered,
    long notRecovered,
    long skipped,
    long unacknowledged,
    Map<String, Long> errors,
    Map<String, Long> endings,
    List<Sample> samples,
    List<String> problems) {}
