/**
 * Rooms: making and deleting them, who is in them, and in which order things happen there.
 *
 * <p>A {@link dev.parley.room.RoomVerticle} carries out the commands for its shards through {@link
 * dev.parley.room.RoomCommands}; a room that somebody is in has a {@link
 * dev.parley.room.RoomState}, which is plain Java, with a {@link dev.parley.room.Timeline} that
 * puts events into the order of the log, and a {@link dev.parley.room.HeadCheck} finds what is
 * missing at its end. {@link dev.parley.room.RoomRoutes} is its REST and {@link
 * dev.parley.room.RoomStore} its SQL.
 *
 * <p>Before a command is carried out, a {@link dev.parley.room.Gatekeeper} asks the table of rights
 * whether that one may who gives it; what decides it is at hand for a room that somebody is in
 * ({@link dev.parley.room.RoomAccesses}), and whoever may not be there any more is shown the door.
 * {@link dev.parley.room.Memberships}, {@link dev.parley.room.OrderKeeping} and {@link
 * dev.parley.room.RoomLife} carry out what changes rooms otherwise than by writing in them.
 *
 * <p>In a cluster each node has its own state of a room that somebody of it is in, and an {@code
 * Attendance} knows who is there at which node: changes are published to the nodes that follow the
 * room's shard ({@code ClusterPresence}), a node that misses one asks for the whole ({@code
 * PresenceExchange}), and what each node says now and then of its rooms shows what got lost.
 *
 * <p>Used by {@code App}. Imports {@code bus}, {@code presence}, {@code rights}, {@code http} for
 * the routes, {@code persistence}, {@code message} and {@code moderation} for the stores; holds no
 * socket.
 */
package dev.parley.room;
