package dev.parley.testing;

import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Token;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody with an account who is signed in, put straight into the database: hashing passwords
 * would take longer than most tests.
 *
 * @param session the token in the cookie
 */
public record Account(String name, PersonId id, Token session, int port) {

  /** Everybody's password. */
  public static final String PASSWORD = "correct horse battery";

  /** The Argon2id hash of it. */
  private static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$k+CSZseU1nCmcJlxR9AnKQ"
          + "$DXbr6LSQ/uduorQ4Zm+/yTWgVuCwmDArzStBsajLIbE";

  private static final String INSERT_PERSON =
      """
      INSERT INTO person (id, name, name_key, display_name, search_key, role, password, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_SESSION =
      """
      INSERT INTO session
        (id, person_id, kind, hash, label, scopes, address, created_at, seen_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, '127.0.0.1', ?, ?, ?)
      """;

  private static final long DAY_MS = 86_400_000;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong LAST = new AtomicLong(1 << 20);

  /** Makes an account with a session. */
  public static Account make(Connection database, int port, String name, String role) {
    PersonName username = new PersonName(name);
    Account account =
        new Account(
            name,
            new PersonId(Samples.uuid(LAST.incrementAndGet())),
            Token.random(RANDOM, Token.SESSION),
            port);
    long now = System.currentTimeMillis();
    try (PreparedStatement insert = database.prepareStatement(INSERT_PERSON)) {
      insert.setBytes(1, bytes(account.id.value()));
      insert.setString(2, name);
      insert.setString(3, username.key());
      insert.setString(4, name);
      insert.setString(5, username.key() + "\n" + username.key());
      insert.setString(6, role);
      insert.setString(7, HASH);
      insert.setLong(8, now);
      insert.executeUpdate();
      insertSession(database, account.id, "browser", account.session, "");
      return account;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes an access token for somebody; the scopes with spaces between. */
  static Token token(Connection database, PersonId person, String scopes) {
    Token token = Token.random(RANDOM, Token.ACCESS);
    try {
      insertSession(database, person, "token", token, scopes);
      return token;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insertSession(
      Connection database, PersonId person, String kind, Token token, String scopes)
      throws SQLException {
    long now = System.currentTimeMillis();
    try (PreparedStatement insert = database.prepareStatement(INSERT_SESSION)) {
      insert.setBytes(1, bytes(Samples.uuid(LAST.incrementAndGet())));
      insert.setBytes(2, bytes(person.value()));
      insert.setString(3, kind);
      insert.setBytes(4, token.hash().bytes());
      insert.setString(5, "test");
      insert.setString(6, scopes);
      insert.setLong(7, now);
      insert.setLong(8, now);
      insert.setLong(9, now + DAY_MS);
      insert.executeUpdate();
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** What its browser sends: name, value, name, value. */
  public String[] headers() {
    return new String[] {"Cookie", cookie(), "Origin", "http://127.0.0.1:" + port};
  }

  /** The cookie's header. */
  public String cookie() {
    return "parley_session=" + session.value();
  }

  /** A socket of the full protocol of its browser. */
  public FullClient full() {
    return FullClient.connectWith(port, headers());
  }

  /** A socket of the plain protocol of its browser, which is let into the room. */
  public ChatClient plain(String room) {
    ChatClient client = ChatClient.connect(port, "/ws/chat/" + room, headers());
    client.await("join");
    return client;
  }

  /** The same account, reached at another node. */
  public Account at(int otherPort) {
    return new Account(name, id, session, otherPort);
  }

  /** Requests of its browser. */
  public Rest rest() {
    return new Rest(port, headers());
  }
}
