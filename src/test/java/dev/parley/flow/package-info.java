/**
 * Whole servers over a real port and a real database file, spoken to by clients that share no code
 * with them.
 */
package dev.parley.flow;
