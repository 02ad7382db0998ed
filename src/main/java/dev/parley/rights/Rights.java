package dev.parley.rights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of rights. Safe for any thread.
 *
 * <p>A standing that a row has no answer for ({@code -} in the table) may not do it.
 */
public final class Rights {

  /** The table that the server goes by. */
  public static final Rights TABLE = load();

  private record Row(
      Scope scope,
      boolean account,
      boolean archived,
      boolean muted,
      boolean rank,
      Map<Standing, Decision> cells) {}

  private record Entry(Door door, String name) {}

  private final Map<Action, Row> rows;
  private final Map<Entry, Action> doors;

  private Rights(Map<Action, Row> rows, Map<Entry, Action> doors) {
    this.rows = rows;
    this.doors = doors;
  }

  private static Rights load() {
    List<String[]> table = read("/contract/rights.csv");
    String[] head = table.get(0);
    Map<Action, Row> rows = new EnumMap<>(Action.class);
    for (String[] cells : table.subList(1, table.size())) {
      rows.put(action(cells[0]), row(head, cells));
    }
    Map<Entry, Action> doors = new HashMap<>();
    List<String[]> entries = read("/contract/doors.csv");
    for (String[] cells : entries.subList(1, entries.size())) {
      Door door = Door.valueOf(cells[0].toUpperCase(Locale.ROOT));
      doors.put(new Entry(door, cells[1]), action(cells[2]));
    }
    return new Rights(rows, doors);
  }

  private static Action action(String text) {
    return Action.of(text)
        .orElseThrow(() -> new IllegalStateException("there is no action " + text));
  }

  private static Row row(String[] head, String[] cells) {
    Map<Standing, Decision> decisions = new EnumMap<>(Standing.class);
    Map<String, String> fields = new HashMap<>();
    for (int i = 1; i < head.length; i++) {
      fields.put(head[i], cells[i]);
    }
    for (Standing standing : Standing.values()) {
      String cell = fields.get(column(standing));
      decisions.put(standing, cell.equals("-") ? Decision.NO : Decision.valueOf(constant(cell)));
    }
    return new Row(
        Scope.valueOf(constant(fields.get("scope"))),
        fields.get("account").equals("yes"),
        fields.get("archived").equals("yes"),
        fields.get("muted").equals("yes"),
        fields.get("rank").equals("yes"),
        decisions);
  }

  private static String column(Standing standing) {
    return standing == Standing.ACCOUNT
        ? "account-holder"
        : standing.name().toLowerCase(Locale.ROOT);
  }

  private static String constant(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static List<String[]> read(String resource) {
    try (InputStream in = Rights.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split(",")).map(String::strip).toArray(String[]::new))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What somebody of this standing may do. */
  public Decision decide(Action action, Standing standing) {
    return rows.get(action).cells().get(standing);
  }

  /** What an access token must be good for. */
  public Scope scope(Action action) {
    return rows.get(action).scope();
  }

  /** Whether it takes an account, in a room where guests may be. */
  public boolean takesAccount(Action action) {
    return rows.get(action).account();
  }

  /** Whether it may be done in a room that is archived. */
  public boolean isAllowedInArchive(Action action) {
    return rows.get(action).archived();
  }

  /** Whether it may be done by somebody who is muted. */
  public boolean isAllowedToMuted(Action action) {
    return rows.get(action).muted();
  }

  /** Whether it may be done only to those of a lower standing. */
  public boolean isByRank(Action action) {
    return rows.get(action).rank();
  }

  /** Which action a door leads to; empty if there is no such door. */
  public Optional<Action> behind(Door door, String name) {
    return Optional.ofNullable(doors.get(new Entry(door, name)));
  }
}
