package dev.parley.socket;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.PersonName;

/**
 * How fast clients may send.
 *
 * @param posts messages of a person, over all sockets of the node
 * @param frames everything else, of one socket
 */
public record Paces(Pace<PersonName> posts, Pace<ConnectionId> frames) {}
