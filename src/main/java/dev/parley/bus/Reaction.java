package dev.parley.bus;

/**
 * Somebody's reaction.
 *
 * @param place where it stands in the room's log
 * @param personId null for a guest
 */
public record Reaction(Seq place, PersonName person, PersonId personId) {}
