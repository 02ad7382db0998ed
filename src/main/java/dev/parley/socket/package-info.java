/**
 * Live connections: WebSocket endpoints, the frames on them, and what is written to whom.
 *
 * <p>{@link dev.parley.socket.SocketEndpoint} upgrades and makes a {@link
 * dev.parley.socket.Connection}; what comes in is read by {@link dev.parley.socket.FrameReader} and
 * sent to the room as a command; what goes out comes from the room as a {@code FanoutEvent},
 * through this verticle's {@link dev.parley.socket.Fanout} into each connection's {@link
 * dev.parley.socket.Outbox}. These three and {@link dev.parley.socket.WireFrame} touch Netty,
 * nothing else here does.
 *
 * <p>Everything here belongs to the context of one HTTP verticle. Used by {@code App}. Imports
 * {@code bus}, {@code http} for where it is mounted, {@code limit} for places and rates; knows no
 * SQL and decides nothing about rooms.
 */
package dev.parley.socket;
