package dev.parley.bench.chat;

import java.nio.charset.StandardCharsets;

/** The ways to talk to a server. */
public enum Endpoint {
  /** {@code /ws/chat/{room_id}}: one room, four frames. */
  PLAIN {
    @Override
    String path(String room, String name) {
      return "/ws/chat/" + room + "?username=" + name;
    }

    @Override
    byte[] message(String room, String content, String nonce) {
      return bytes("{'type':'message','content':'" + content + "','nonce':'" + nonce + "'}");
    }
  },
  /** As {@link #PLAIN}, without nonces: what is refused can't be told from what is lost. */
  BARE {
    @Override
    String path(String room, String name) {
      return PLAIN.path(room, name);
    }

    @Override
    byte[] message(String room, String content, String nonce) {
      return bytes("{'type':'message','content':'" + content + "'}");
    }
  },
  /** {@code /ws/chat}: all rooms, acknowledgements, recovery. */
  FULL {
    @Override
    String path(String room, String name) {
      return "/ws/chat?username=" + name;
    }

    @Override
    byte[] message(String room, String content, String nonce) {
      return bytes(
          "{'type':'message','room_id':'%s','content':'%s','nonce':'%s'}"
              .formatted(room, content, nonce));
    }
  };

  /** What to ask the upgrade for. */
  abstract String path(String room, String name);

  /** The frame of a message; none of these texts may need escapes. */
  abstract byte[] message(String room, String content, String nonce);

  /** Asks for a room, from now on. */
  static byte[] subscribe(String room) {
    return bytes("{'type':'subscribe','room_id':'" + room + "'}");
  }

  /** Asks for a room and for what came after this position of this log. */
  static byte[] subscribe(String room, long since, String epoch) {
    return bytes(
        "{'type':'subscribe','room_id':'%s','since':%d,'epoch':'%s'}"
            .formatted(room, since, epoch));
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
  }
}
