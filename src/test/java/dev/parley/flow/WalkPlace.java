package dev.parley.flow;

/**
 * A room to walk through, as it is before anything is tried.
 *
 * @param own a message that the walker wrote; one of another's if it couldn't
 * @param others one that another wrote
 */
record WalkPlace(String room, String own, String others) {}
