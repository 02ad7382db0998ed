/**
 * Messages: the REST routes to post and read them, and their SQL.
 *
 * <p>Posting goes through the room's verticle, so that rights and order hold; {@link
 * dev.parley.message.MessageStore} then gives the next {@code seq} in the same transaction that
 * stores the message.
 *
 * <p>Used by {@code App}. Imports {@code bus}, {@code http} and {@code limit} for the routes,
 * {@code persistence} for the store; knows nothing of sockets.
 */
package dev.parley.message;
