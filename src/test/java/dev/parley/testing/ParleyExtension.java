package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * One server for a class of tests, and its clients, each of which is closed after the test that
 * opened it. Fails a class in which the server logged an error: nothing that a client does may.
 */
public final class ParleyExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final Supplier<Path> data;
  private final Map<String, String> settings;
  private final Deque<AutoCloseable> clients = new ArrayDeque<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private ParleyServer server;

  /**
   * A server that is started before the first test.
   *
   * @param data the folder of its database, which JUnit makes no sooner
   * @param settings by key
   */
  public ParleyExtension(Supplier<Path> data, Map<String, String> settings) {
    this.data = data;
    this.settings = settings;
  }

  /** A server with the default settings. */
  public ParleyExtension(Supplier<Path> data) {
    this(data, Map.of());
  }

  public int port() {
    return server.port();
  }

  /** The port of its TCP bridge, if the settings enable it. */
  public int bridgePort() {
    return server.bridgePort();
  }

  /** The Vert.x that it runs on. */
  public Vertx vertx() {
    return server.vertx();
  }

  /** An address on this server; the path begins with a slash. */
  public URI http(String path) {
    return server.http(path);
  }

  public Rest rest() {
    return new Rest(port());
  }

  /** Somebody with an account who is signed in. */
  public Account account(String name) {
    return server.account(name);
  }

  /** An administrator called Ada, signed in, always the same one. */
  public Account administrator() {
    return server.administrator();
  }

  /** The server itself. */
  public ParleyServer server() {
    return server;
  }

  /** Makes a room and gives its id. */
  public String makeRoom() {
    return rest().makeRoom("A room");
  }

  /** Connects a person to a room and waits until it is let in. */
  public ChatClient join(String room, String name) {
    ChatClient client = connect(ChatClient.target(room, name));
    client.await("join");
    return client;
  }

  /** Connects a person with the full protocol. */
  public FullClient full(String name) {
    return track(FullClient.connect(port(), name));
  }

  /** Connects a person with the full protocol, subscribed to a room. */
  public FullClient full(String name, String room) {
    FullClient client = full(name);
    client.subscribe(room);
    return client;
  }

  /** Connects to any address; headers as name, value, name, value. */
  public ChatClient connect(String target, String... headers) {
    return track(ChatClient.connect(port(), target, headers));
  }

  /** Connects a person to a room, by hand. */
  public RawSocket joinRaw(String room, String name) throws IOException {
    return track(RawSocket.join(port(), room, name));
  }

  /** Closes a client after the test. */
  public <T extends AutoCloseable> T track(T client) {
    clients.push(client);
    return client;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    log.start();
    rootLogger().addAppender(log);
    server = ParleyServer.start(data.get(), settings);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
    rootLogger().detachAppender(log);
    assertThat(errors()).as("what the server logged as an error").isEmpty();
  }

  private List<String> errors() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
