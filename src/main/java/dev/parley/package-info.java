/**
 * The way in: {@link dev.parley.Main} takes arguments to a configuration, {@link dev.parley.App}
 * composes the server from it.
 *
 * <p>May import everything; nothing imports this.
 */
package dev.parley;
