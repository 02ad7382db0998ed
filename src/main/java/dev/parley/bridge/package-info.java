/**
 * The event bus, open to others: the public addresses, and the bridges by which clients reach them.
 *
 * <p>A {@link dev.parley.bridge.ChatVerticle} answers the {@code PublicAddresses} within this
 * process, with the same commands that REST and the sockets send. What happens in a room is
 * published there while somebody follows it; who follows it is in it. Services of the same process
 * are trusted; clients that come over {@link dev.parley.bridge.SockJsBridge} or {@link
 * dev.parley.bridge.TcpBridgeVerticle} pass the {@code BridgeGate}, which denies everything but
 * what they may.
 *
 * <p>Used by {@code App}. Imports {@code bus}, {@code http} for sign-in and endpoints, {@code
 * limit}.
 */
package dev.parley.bridge;
