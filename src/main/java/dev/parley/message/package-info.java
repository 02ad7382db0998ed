/**
 * Messages: the REST routes to post and read them, and their SQL.
 *
 * <p>Posting goes through the room's verticle, so that rights and order hold; {@link
 * dev.parley.message.MessageStore} then gives the next {@code seq} in the same transaction that
 * stores the message.
 *
 * <p>What changes a room otherwise than by writing in it is an {@link
 * dev.parley.message.Amendment}: one transaction with its notices in the log, its note for those
 * who looked rights up, and its entry in the audit log.
 *
 * <p>Used by {@code App} and, for amendments, {@code room} and {@code moderation}. Imports {@code
 * bus}, {@code http} and {@code limit} for the routes, {@code persistence} for the store; knows
 * nothing of sockets.
 */
package dev.parley.message;
