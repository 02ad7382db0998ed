/**
 * Keeping order on the server: the audit log as administrators read it, the queue of reports, and
 * what is taken away piece by piece of what somebody wrote ({@link
 * dev.parley.moderation.ErasureSweep}).
 *
 * <p>Used by {@code App} and, for the sweep, {@code room}. Imports {@code bus}, {@code http} for
 * its routes, {@code message} and {@code persistence} for its stores, {@code rights}.
 */
package dev.parley.moderation;
