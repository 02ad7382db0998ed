/**
 * Keeping order beyond one room: erasing what somebody wrote, in pieces and across restarts ({@link
 * dev.parley.moderation.ErasureSweep}).
 *
 * <p>Used by {@code room} and by {@code App}. Imports {@code bus}, {@code message}, {@code
 * persistence} and {@code rights}.
 */
package dev.parley.moderation;
