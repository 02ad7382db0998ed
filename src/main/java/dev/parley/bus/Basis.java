package dev.parley.bus;

import java.time.Instant;

/**
 * What a change in a room goes out from: who makes it, and the state of the room by which it was
 * allowed. If the room has another state by then, nothing is changed.
 *
 * @param version as {@link Reply.AccessFound#version()} had it
 */
public record Basis(RoomId room, long version, Actor actor, Instant at) {}
