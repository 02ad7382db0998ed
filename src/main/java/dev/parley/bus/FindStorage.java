package dev.parley.bus;

/** Asks which node has a database; answered by {@link Reply.StorageFound}, by any that has. */
public record FindStorage() implements BusMessage {}
