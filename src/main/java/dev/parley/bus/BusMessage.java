package dev.parley.bus;

/**
 * Everything that crosses the event bus. All of it is deeply immutable records, so that on one node
 * the same instance is handed on without a copy.
 */
public sealed interface BusMessage
    permits RoomCommand,
        DirectoryQuery,
        MembershipsQuery,
        OwnQuery,
        OwnNews,
        PresenceCommand,
        RoomEvent,
        NodeEvent,
        FanoutEvent,
        StoreQuery,
        FindStorage,
        Reply {}
