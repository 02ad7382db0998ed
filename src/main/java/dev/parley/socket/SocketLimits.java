package dev.parley.socket;

import java.time.Duration;

/**
 * How sockets are bounded.
 *
 * @param frameBytes the largest text message that a client may send
 * @param outboxBytes the most bytes that wait for one client to read them
 * @param inFlight the most posts of one client that wait for their commit; more are not read from
 *     the socket until then
 * @param inFlightBytes the most bytes of them
 * @param typingInterval typing is passed on once in this time; zero for always
 * @param heldEvents the most events that a socket keeps while it is being let into a room
 * @param subscriptions the most rooms of one socket; 0 for no limit
 * @param recovery the most changes of a room that a returning client is given
 * @param messagesPerSecond how often a person may post; 0 for no limit
 * @param messagesBurst how often at once
 * @param connections the most sockets of this node; 0 for no limit
 * @param pingInterval how long a client may be silent before it is pinged
 * @param pongTimeout how long it then has to answer
 */
public record SocketLimits(
    int frameBytes,
    long outboxBytes,
    int inFlight,
    int inFlightBytes,
    Duration typingInterval,
    int heldEvents,
    int subscriptions,
    int recovery,
    int messagesPerSecond,
    int messagesBurst,
    int connections,
    Duration pingInterval,
    Duration pongTimeout) {}
