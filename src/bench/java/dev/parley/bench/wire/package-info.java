/**
 * WebSocket connections, as many as one thread can carry: Netty's channels with a parser of our own
 * above them, since a client library's objects per connection and frame cost more than the server
 * that is to be measured.
 *
 * <p>Used by {@code chat}. Imports nothing of the benchmarks.
 */
package dev.parley.bench.wire;
