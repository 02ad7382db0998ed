/**
 * Live connections: WebSocket endpoints, the frames on them, and what is written to whom.
 *
 * <p>{@link dev.parley.socket.SocketEndpoint} upgrades and makes a {@link
 * dev.parley.socket.Connection}, which speaks one of two {@link dev.parley.socket.Protocol}s:
 * {@link dev.parley.socket.FullProtocol}, with a {@link dev.parley.socket.RoomFeed} for each room,
 * or {@link dev.parley.socket.PlainProtocol}, with one room. What comes in is read by {@link
 * dev.parley.socket.FrameReader} and sent to the room as a command; what goes out comes from the
 * room as a {@code FanoutEvent}, through this verticle's {@link dev.parley.socket.Fanout} and a
 * {@link dev.parley.socket.Subscription} for each room and connection into the connection's {@link
 * dev.parley.socket.Outbox}. Only what stands on that last way touches Netty.
 *
 * <p>Everything here belongs to the context of one HTTP verticle. Used by {@code App}. Imports
 * {@code bus}, {@code http} for where it is mounted, {@code limit} for places and rates; knows no
 * SQL and decides nothing about rooms.
 */
package dev.parley.socket;
