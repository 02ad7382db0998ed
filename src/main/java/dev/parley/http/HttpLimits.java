package dev.parley.http;

import dev.parley.limit.Capacity;
import java.time.Duration;

/**
 * How HTTP is bounded. The rate and the connections are those of the whole node.
 *
 * @param rate what each address may ask
 * @param connections the TCP connections
 * @param headerTimeout how long the head of a request may take
 * @param requestTimeout how long its body may take after that
 */
public record HttpLimits(
    RequestRate rate, Capacity connections, Duration headerTimeout, Duration requestTimeout) {}
