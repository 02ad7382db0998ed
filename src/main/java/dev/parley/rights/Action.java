package dev.parley.rights;

import java.util.Arrays;
import java.util.Optional;

/** Everything that somebody may or may not do; a row of the table each. */
public enum Action {
  SERVER_LOOK("server.look"),
  SERVER_SET_UP("server.set-up"),
  SERVER_SIGN_UP("server.sign-up"),
  SERVER_SIGN_IN("server.sign-in"),
  SERVER_SIGN_OUT("server.sign-out"),
  SERVER_RESET_PASSWORD("server.reset-password"),
  ROOMS_LIST("rooms.list"),
  ROOMS_CREATE("rooms.create"),
  ROOMS_CREATE_PRIVATE("rooms.create-private"),
  ROOMS_OPEN_DIRECT("rooms.open-direct"),
  ME_READ("me.read"),
  ME_CHANGE("me.change"),
  ME_SECURE("me.secure"),
  PEOPLE_SEE("people.see"),
  PEOPLE_LIST("people.list"),
  PEOPLE_MANAGE("people.manage"),
  INVITATIONS_MANAGE("invitations.manage"),
  SETTINGS_MANAGE("settings.manage"),
  AUDIT_READ("audit.read"),
  REPORTS_LIST("reports.list"),
  ROOM_READ("room.read"),
  ROOM_MEMBERS("room.members"),
  ROOM_POST("room.post"),
  ROOM_TYPE("room.type"),
  ROOM_REPORT("room.report"),
  ROOM_EDIT_OWN("room.edit-own"),
  ROOM_REACT("room.react"),
  ROOM_PIN("room.pin"),
  ROOM_DELETE_OWN("room.delete-own"),
  ROOM_DELETE_ANY("room.delete-any"),
  ROOM_JOIN("room.join"),
  ROOM_LEAVE("room.leave"),
  ROOM_PREFERENCES("room.preferences"),
  ROOM_INVITE("room.invite"),
  ROOM_REMOVE("room.remove"),
  ROOM_SET_ROLE("room.set-role"),
  ROOM_RENAME("room.rename"),
  ROOM_TOPIC("room.topic"),
  ROOM_SETTINGS("room.settings"),
  ROOM_ARCHIVE("room.archive"),
  ROOM_MAKE_PRIVATE("room.make-private"),
  ROOM_DELETE("room.delete"),
  ROOM_MUTE("room.mute"),
  ROOM_BAN("room.ban"),
  ROOM_RESTRICTIONS("room.restrictions");

  private final String text;

  Action(String text) {
    this.text = text;
  }

  /** The action as the tables write it. */
  public static Optional<Action> of(String text) {
    return Arrays.stream(values()).filter(action -> action.text.equals(text)).findFirst();
  }

  /** As the tables write it. */
  public String text() {
    return text;
  }

  /** Whether it is done in a room. */
  public boolean isOfRoom() {
    return text.startsWith("room.");
  }
}
