/**
 * The counting: what was posted, what each member got, and the difference. Exact for each
 * connection, and plain Java without a network, so that tests can lose and double what they like.
 *
 * <p>Used by {@code chat} and {@code report}. Imports nothing of the benchmarks.
 */
package dev.parley.bench.audit;
