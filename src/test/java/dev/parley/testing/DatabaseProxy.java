package dev.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A bad network between a server and its database. It looks for statements in what passes, so they
 * must be sent as texts: the address has {@code prepareThreshold=0}.
 */
public final class DatabaseProxy implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  private final ServerSocket listening;
  private final URI database;
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> swallowedAsked = new AtomicReference<>();
  private final AtomicReference<String> cutAnswer = new AtomicReference<>();
  private volatile boolean silent;

  /** In front of the database at this address. */
  public DatabaseProxy(String url) throws IOException {
    database = URI.create(url.substring("jdbc:".length()));
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    begin(this::accept);
  }

  /** The database's address, through this. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + listening.getLocalPort()
        + database.getPath()
        + "?"
        + database.getQuery()
        + "&prepareThreshold=0";
  }

  /** From now on nothing passes any more over the connections that are there, and none ends. */
  public void swallow() {
    links.forEach(link -> link.swallowed = true);
  }

  /** The next connection with this statement is swallowed, with the statement. */
  public void swallowAt(String statement) {
    swallowedAsked.set(statement);
  }

  /** The next connection on which this is the answer ends before it. */
  public void cutBeforeAnswer(String answer) {
    cutAnswer.set(answer);
  }

  /** Whether what was to happen to one connection has happened. */
  public boolean hasHappened() {
    return swallowedAsked.get() == null && cutAnswer.get() == null;
  }

  /** Ends the connections that are there. */
  public void cut() {
    links.forEach(Link::cut);
  }

  /** Whether new connections are answered. */
  public void answers(boolean answers) {
    silent = !answers;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }

  private void accept() throws IOException {
    while (true) {
      Link link = new Link(listening.accept());
      link.swallowed = silent;
      links.add(link);
      begin(link::ask);
      begin(link::answer);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void begin(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // as connections do
              }
            },
            "database-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private final class Link {
    final Socket server;
    final Socket postgres;
    volatile boolean swallowed;

    Link(Socket server) throws IOException {
      this.server = server;
      this.postgres = new Socket(database.getHost(), database.getPort());
    }

    void ask() throws IOException {
      pass(
          server.getInputStream(),
          postgres.getOutputStream(),
          asked -> {
            swallowed |= isNext(swallowedAsked, asked);
          });
    }

    void answer() throws IOException {
      pass(
          postgres.getInputStream(),
          server.getOutputStream(),
          answered -> {
            if (isNext(cutAnswer, answered)) {
              cut();
            }
          });
    }

    private void pass(InputStream in, OutputStream out, Consumer<String> watch) throws IOException {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        watch.accept(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
        if (!swallowed) {
          out.write(piece, 0, read);
        }
      }
      if (!swallowed) {
        cut();
      }
    }

    private boolean isNext(AtomicReference<String> awaited, String said) {
      String text = awaited.get();
      return text != null && said.contains(text) && awaited.compareAndSet(text, null);
    }

    void cut() {
      try {
        server.close();
        postgres.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
