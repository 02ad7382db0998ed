/**
 * Whole servers over a real port and a real database file, spoken to by clients that share no code
 * with them.
 *
 * <p>Some can be made larger: {@code -Dparley.fuzz=20000} frames, {@code -Dparley.crowd=2000}
 * people, a flood of {@code -Dparley.flood=18} seconds.
 */
package dev.parley.flow;
