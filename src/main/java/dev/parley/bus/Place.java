package dev.parley.bus;

/** Where a person is: at a connection of this node, or somewhere at another node. */
public sealed interface Place permits ConnectionId, NodeId {}
