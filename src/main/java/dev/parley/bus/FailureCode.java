package dev.parley.bus;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that Parley refuses or fails at. The code in lower case is what clients see, in
 * problems and in error frames, and never changes its meaning; the order is that of the numbers
 * that nodes send each other, so new ones come last.
 */
public enum FailureCode {
  /** Something broke that should not have; it is in the log. */
  INTERNAL(true, "Something went wrong on the server."),
  /** The database can't be read or written just now. Nothing of the request was kept. */
  STORAGE_UNAVAILABLE(true, "Storage is unavailable just now."),
  /** No answer came in time: it may have been done or not. A retry with the same nonce is safe. */
  OUTCOME_UNKNOWN(true, "No answer in time; it is not known whether it was done."),
  /** There is no such room. */
  ROOM_NOT_FOUND(false, "There is no such room."),
  /** There is nothing at this address. */
  NOT_FOUND(false, "There is nothing here."),
  /** The address is there, the method isn't. */
  METHOD_NOT_ALLOWED(false, "This method isn't allowed here."),
  /** The body isn't JSON. */
  UNSUPPORTED_MEDIA_TYPE(false, "The body must be application/json."),
  /** The body is larger than {@code limits.request-bytes}. */
  BODY_TOO_LARGE(false, "The body is too large."),
  /** The body isn't what the contract says. */
  INVALID_BODY(false, "The body isn't valid."),
  /** A parameter isn't what the contract says. */
  INVALID_PARAMETER(false, "A parameter isn't valid."),
  /** The room's name can't be used. */
  INVALID_ROOM_NAME(false, "This name can't be used for a room."),
  /** The person's name is missing or can't be used. */
  INVALID_USERNAME(false, "This name can't be used."),
  /** The frame isn't JSON. */
  INVALID_JSON(false, "The frame isn't valid JSON."),
  /** The frame is JSON, but not an object with fields of the right types. */
  INVALID_FRAME(false, "The frame isn't an object with fields of the right types."),
  /** No frame has this type. */
  UNKNOWN_TYPE(false, "There is no frame of this type."),
  /** Nothing in the message would be seen. */
  EMPTY_MESSAGE(false, "A message needs some text."),
  /** The message has too many characters. */
  MESSAGE_TOO_LONG(false, "A message has at most " + MessageContent.MAX_LENGTH + " characters."),
  /** The message has characters that could not be given back unchanged. */
  INVALID_CONTENT(false, "A message can't have NUL or halves of surrogate pairs."),
  /** The nonce can't be used. */
  INVALID_NONCE(false, "A nonce has 1 to " + Nonce.MAX_LENGTH + " letters, digits, _ or -."),
  /** What the request accepts isn't what there is. */
  NOT_ACCEPTABLE(false, "There is nothing here of a kind that the request accepts."),
  /** The range of bytes isn't in the file. */
  RANGE_NOT_SATISFIABLE(false, "The file doesn't have this range."),
  /** The {@code Expect} header asks for more than {@code 100-continue}. */
  EXPECTATION_FAILED(false, "What the request expects can't be done."),
  /** This address speaks WebSocket only. */
  UPGRADE_REQUIRED(false, "This address speaks WebSocket only."),
  /** The upgrade to WebSocket isn't as RFC 6455 has it. */
  INVALID_UPGRADE(false, "This is no upgrade to WebSocket, version 13."),
  /** The page that asks comes from somewhere else. */
  FOREIGN_ORIGIN(false, "Requests from this origin aren't allowed."),
  /** There are {@code limits.rooms} rooms. */
  TOO_MANY_ROOMS(false, "There are as many rooms as this server allows."),
  /**
   * There are {@code limits.connections} sockets, or {@code limits.connections-per-address} of this
   * address.
   */
  TOO_MANY_CONNECTIONS(true, "There are as many connections as this server allows."),
  /** More is waiting than the server's limits allow. */
  OVERLOADED(true, "The server has too much to do just now."),
  /** The server is about to stop; another one, or the same, will be there soon. */
  STOPPING(true, "The server is stopping."),
  /** This socket isn't subscribed to the room. */
  NOT_SUBSCRIBED(false, "Subscribe to the room first."),
  /** This socket is subscribed to {@code limits.subscriptions} rooms. */
  TOO_MANY_SUBSCRIPTIONS(false, "This socket is subscribed to as many rooms as it may be."),
  /** The request wasn't there within {@code http.header-timeout} or {@code request-timeout}. */
  REQUEST_TIMEOUT(true, "The request didn't come in time."),
  /** More was asked or said in a time than the limits allow. */
  RATE_LIMITED(true, "Too much in a short time."),
  /** Nobody is known to be behind this request or connection. */
  NOT_SIGNED_IN(false, "Sign in first."),
  /** Whoever is behind it may not do this. */
  FORBIDDEN(false, "You may not do this."),
  /** There is no such person. */
  PERSON_NOT_FOUND(false, "There is no such person."),
  /** Name and password, or the second factor, don't fit. */
  WRONG_CREDENTIALS(false, "The name or the password is wrong."),
  /** The password is right; a code of the second factor is needed too. */
  SECOND_FACTOR_NEEDED(false, "A code of your second factor is needed."),
  /** The password is too short, too long, or known to everybody. */
  WEAK_PASSWORD(false, "A password has 10 to 256 characters and isn't one of the common ones."),
  /** Somebody has this name already. */
  NAME_TAKEN(false, "Somebody has this name already."),
  /** The link is none, or has run out, or was used or taken back. */
  INVALID_LINK(false, "This link doesn't work any more."),
  /** Signing up takes an invitation. */
  INVITATION_NEEDED(false, "Signing up takes an invitation."),
  /** This one was banned from the room. */
  BANNED(false, "You were banned from this room."),
  /** This one may not write for a while. */
  MUTED(false, "You may not write here for now."),
  /** The room is archived. */
  ROOM_ARCHIVED(false, "This room is archived."),
  /** The room is in slow mode, and the last message was too short a while ago. */
  SLOW_MODE(true, "This room is in slow mode. Wait a moment."),
  /** There is no such message. */
  MESSAGE_NOT_FOUND(false, "There is no such message."),
  /** The file can't be used as a picture. */
  INVALID_IMAGE(false, "This file can't be used as a picture."),
  /** There are as many of this kind as the limits allow. */
  TOO_MANY(false, "There are as many as this server allows."),
  /** A request with a cookie came from a page of elsewhere, or doesn't say where it comes from. */
  CROSS_SITE(false, "This request doesn't come from a page of this server.");

  private final boolean retryable;
  private final String meaning;

  FailureCode(boolean retryable, String meaning) {
    this.retryable = retryable;
    this.meaning = meaning;
  }

  /** The code with this number; a newer node may send one that isn't known here. */
  static Optional<FailureCode> of(int ordinal) {
    FailureCode[] codes = values();
    return ordinal >= 0 && ordinal < codes.length ? Optional.of(codes[ordinal]) : Optional.empty();
  }

  /** The code as clients see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the same again may work. */
  public boolean retryable() {
    return retryable;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }
}
