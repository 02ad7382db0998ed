package dev.parley.bus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one codec for every {@link BusMessage}: the same instance on one node, Jackson between nodes.
 *
 * <p>The wire form is a 4-byte length and the name of the kind in UTF-8, a 4-byte length and the
 * JSON. Safe for any thread.
 */
final class BusMessageCodec implements MessageCodec<BusMessage, BusMessage> {

  static final String NAME = "parley";

  private static final Map<String, Class<?>> KINDS =
      leaves(BusMessage.class)
          .collect(Collectors.toMap(BusMessageCodec::kind, Function.identity()));

  private final ObjectMapper mapper = JsonMapper.builder().addModule(new InstantModule()).build();

  @Override
  public void encodeToWire(Buffer buffer, BusMessage message) {
    try {
      append(buffer, kind(message.getClass()).getBytes(StandardCharsets.UTF_8));
      append(buffer, mapper.writeValueAsBytes(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BusMessage decodeFromWire(int position, Buffer buffer) {
    int kindLength = buffer.getInt(position);
    int json = position + Integer.BYTES + kindLength;
    String kind = buffer.getString(position + Integer.BYTES, json);
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("unknown bus message " + kind);
    }
    try {
      byte[] bytes =
          buffer.getBytes(json + Integer.BYTES, json + Integer.BYTES + buffer.getInt(json));
      return (BusMessage) mapper.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BusMessage transform(BusMessage message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  /** The records at the ends of a sealed family. */
  static Stream<Class<?>> leaves(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(BusMessageCodec::leaves)
        : Stream.of(family);
  }

  /** With that of its family: a command and a query may be called the same. */
  private static String kind(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1);
  }

  private static void append(Buffer buffer, byte[] bytes) {
    buffer.appendInt(bytes.length).appendBytes(bytes);
  }
}
