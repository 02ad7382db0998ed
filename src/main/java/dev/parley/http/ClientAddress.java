package dev.parley.http;

import dev.parley.limit.AddressBlock;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose request it is, for what is limited by address.
 *
 * <p>Normally that is who connected. If that is a trusted proxy, {@code X-Forwarded-For} is read
 * from the right, where the nearest proxy writes, as far as trusted proxies wrote it: the first
 * address that isn't one of them. What stands further left anybody can have made up. If there is no
 * such address, or what should be one isn't, the request is that of the last proxy found.
 *
 * <p>IPv6 addresses count by their first 64 bits: one customer has all of the others.
 */
public final class ClientAddress {

  private static final String HEADER = "X-Forwarded-For";

  private static final String PROTOCOL = "X-Forwarded-Proto";

  /** Some proxies write a port too, and then brackets around IPv6. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<v6>[^]]+)](:\\d{1,5})?|(?<v4>[0-9.]+):\\d{1,5}");

  private static final Pattern ZONE = Pattern.compile("%.*");
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private final List<AddressBlock> trusted;

  /** Believes these proxies. */
  public ClientAddress(List<AddressBlock> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The address that a request counts for. */
  public InetAddress of(HttpServerRequest request) {
    return network(client(peer(request), request.headers().getAll(HEADER)));
  }

  /** Whether the client's side of the way is encrypted, as far as trusted proxies tell. */
  public boolean isEncrypted(HttpServerRequest request) {
    String last = request.getHeader(PROTOCOL);
    return request.isSSL() || isTrusted(peer(request)) && "https".equalsIgnoreCase(last);
  }

  /** Who is connected; whoever has no address, or none any more, is taken for this machine. */
  private static InetAddress peer(HttpServerRequest request) {
    return Optional.ofNullable(request.remoteAddress())
        .map(address -> address.hostAddress())
        .map(address -> ZONE.matcher(address).replaceFirst(""))
        .flatMap(AddressBlock::address)
        .orElseGet(InetAddress::getLoopbackAddress);
  }

  /**
   * Who asks through trusted proxies, or directly.
   *
   * @param peer who is connected
   * @param forwarded the values of the header, each a list
   */
  InetAddress client(InetAddress peer, List<String> forwarded) {
    if (!isTrusted(peer)) {
      return peer;
    }
    String[] hops = String.join(",", forwarded).split(",", -1);
    InetAddress last = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      Optional<InetAddress> before = address(hops[i].strip());
      last = before.orElse(last);
      if (before.isEmpty() || !isTrusted(last)) {
        break;
      }
    }
    return last;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.contains(address));
  }

  private static Optional<InetAddress> address(String written) {
    Matcher withPort = WITH_PORT.matcher(written);
    if (!withPort.matches()) {
      return AddressBlock.address(written);
    }
    String v6 = withPort.group("v6");
    return AddressBlock.address(v6 == null ? withPort.group("v4") : v6);
  }

  /** What counts as one: an IPv4 address, or an IPv6 network. */
  static InetAddress network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length < IPV6_BYTES) {
      return address;
    }
    Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has as many bytes as before
    }
  }
}
