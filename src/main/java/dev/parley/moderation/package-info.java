/**
 * Keeping order beyond one room: the audit log as administrators read it, the queue of reports, and
 * erasing what somebody wrote, in pieces and across restarts ({@link
 * dev.parley.moderation.ErasureSweep}).
 *
 * <p>Used by {@code room} and by {@code App}. Imports {@code bus}, {@code http} for its routes,
 * {@code message}, {@code persistence} for its stores, {@code rights}.
 */
package dev.parley.moderation;
