package dev.parley.bus;

/** What is asked of the database, whichever feature's store answers. */
public sealed interface StoreQuery extends BusMessage
    permits RoomQuery,
        MemberQuery,
        RestrictionQuery,
        MessageQuery,
        ConversationQuery,
        AccessQuery,
        MarkSeen,
        AuditQuery,
        ReportQuery,
        PersonQuery,
        SessionQuery,
        LinkQuery,
        SettingQuery,
        ExportQuery {

  /** Where the store of a node with a database answers it. */
  String address();
}
