package dev.parley.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bench.audit.Member;
import dev.parley.bench.audit.Post;
import dev.parley.bench.audit.RoomLog;
import dev.parley.bench.wire.Client;
import dev.parley.bench.wire.Ending;
import dev.parley.bench.wire.Loop;

/**
 * One person in one room, with at most one connection at a time: joins, posts, counts what comes,
 * and over the full protocol comes back whole. Lives on the {@link Loop}'s thread.
 */
public final class Chatter implements Client.Listener {

  private static final long RETRY_NANOS = 500_000_000;

  /** What others want to know of a person. */
  public interface Observer {
    /** In the room, and has all that was missed. */
    void ready(Chatter chatter);

    /** Not or no longer connected, and not of its own accord. */
    void ended(Chatter chatter, Ending ending);

    /** A message came for the first time. */
    void delivered(Chatter chatter, Post post, boolean own);

    /** The server answered with an error; {@code refused} if it did not take a message. */
    void error(Chatter chatter, JsonNode error, boolean refused);

    /** It came back and the server could not give it what it had missed. */
    void notRecovered(Chatter chatter);
  }

  private final Loop loop;
  private final Endpoint endpoint;
  private final RoomLog room;
  private final Member member;
  private final Observer observer;
  private final String name;
  private final int number;
  private final int size;
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private final ServerFrame frame = new ServerFrame();
  private final Post post = new Post();
  private Client client;
  private String epoch;
  private boolean ready;

  /**
   * A person who is not connected yet.
   *
   * @param number among those in the room, from 0
   * @param size characters of each message
   */
  public Chatter(
      Loop loop,
      Endpoint endpoint,
      RoomLog room,
      Observer observer,
      String name,
      int number,
      int size) {
    this.loop = loop;
    this.endpoint = endpoint;
    this.room = room;
    this.member = new Member(room);
    this.observer = observer;
    this.name = name;
    this.number = number;
    this.size = size;
  }

  /** Connects, and joins the room, or comes back to it. */
  public void connect() {
    client = new Client(loop, this);
    loop.connect(client, endpoint.path(room.id(), name));
  }

  /** Posts a message that is due now or was due before. */
  public void post(long due) {
    long index = room.post();
    String content = Post.content(index, number, due, size);
    byte[] text = endpoint.message(room.id(), content, "b" + index);
    if (endpoint == Endpoint.FULL) {
      unacknowledged.add(index, text);
    }
    client.send(text);
  }

  /** Whether it is in the room and the server reads what it writes. */
  public boolean canPost() {
    return ready && client.isWritable();
  }

  /** Goes, with a word or without. */
  public void leave(boolean politely) {
    ready = false;
    if (client != null && politely) {
      client.leave();
    } else if (client != null) {
      client.cut();
    }
    client = null;
  }

  /** Who it is. */
  public String name() {
    return name;
  }

  /** Where it is. */
  public RoomLog room() {
    return room;
  }

  /** What it got. */
  public Member member() {
    return member;
  }

  /** Whether it is in the room, as far as it knows. */
  public boolean isReady() {
    return ready;
  }

  /** How many of its messages wait for their {@code ack}; always 0 over the plain protocol. */
  public int unacknowledged() {
    return unacknowledged.count();
  }

  @Override
  public void opened() {
    // the server speaks first: hello, or the own join
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    frame.at(bytes, from, to);
    switch (frame.type()) {
      case MESSAGE -> delivered();
      case ACK -> unacknowledged.remove(indexOf(frame.json()));
      case HELLO -> subscribe();
      case SUBSCRIBED -> subscribed(frame.json());
      case CAUGHT_UP -> member.caughtUp(frame.json().path("to").asLong());
      case JOIN -> {
        if (endpoint != Endpoint.FULL) {
          joined();
        }
      }
      case ERROR -> error(frame.json());
      default -> {} // presence and typing are not what is measured
    }
  }

  @Override
  public void ended(Ending ending) {
    ready = false;
    client = null;
    observer.ended(this, ending);
  }

  private void delivered() {
    if (frame.read(post) && member.deliver(post)) {
      observer.delivered(this, post, post.sender() == number);
    }
  }

  private void joined() {
    if (!ready) {
      ready = true;
      observer.ready(this);
    }
  }

  private void subscribe() {
    client.send(
        epoch == null
            ? Endpoint.subscribe(room.id())
            : Endpoint.subscribe(room.id(), member.position(), epoch));
  }

  private void subscribed(JsonNode answer) {
    long to = answer.path("to").asLong();
    if (epoch == null) {
      member.caughtUp(to);
    } else {
      // what was not recovered shows as a gap, and as lost: a reader would have to load it anew
      member.expectUpTo(to);
      if (!answer.path("recovered").asBoolean()) {
        observer.notRecovered(this);
      }
    }
    epoch = answer.path("epoch").asText();
    unacknowledged.forEach(client::send);
    joined();
  }

  private void error(JsonNode error) {
    long index = indexOf(error);
    boolean unknown = "outcome_unknown".equals(error.path("code").asText());
    boolean refused = index >= 0 && !unknown;
    if (refused) {
      room.refuse(index);
      unacknowledged.remove(index);
    } else if (error.path("retryable").asBoolean()) {
      Client asked = client;
      loop.schedule(() -> again(asked), RETRY_NANOS);
    }
    observer.error(this, error, refused);
  }

  /** Asks again for what the server could not say, unless the connection is another by now. */
  private void again(Client asked) {
    if (client == asked && ready) {
      unacknowledged.forEach(client::send);
    } else if (client == asked && client != null) {
      subscribe();
    }
  }

  private static long indexOf(JsonNode answer) {
    String nonce = answer.path("nonce").asText();
    return nonce.matches("b[0-9]+") ? Long.parseLong(nonce.substring(1)) : -1;
  }
}
