package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.limit.AddressBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static final String PROXY = "127.0.0.1";
  private static final ClientAddress ADDRESSES =
      new ClientAddress(
          Stream.of("127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8")
              .map(AddressBlock::parse)
              .toList());

  @Test
  void whoConnectsIsTheClient() {
    assertThat(client("203.0.113.7")).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3.4", "127.0.0.1", "10.0.0.1, 127.0.0.1", "::1", "nonsense", ""})
  void nobodyButATrustedProxyIsBelieved(String forged) {
    assertThat(client("203.0.113.7", forged)).isEqualTo("203.0.113.7");
    assertThat(client("11.0.0.1", forged)).isEqualTo("11.0.0.1");
    assertThat(client("2001:db8::1", forged)).isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "'  203.0.113.7 ', 203.0.113.7",
    "203.0.113.7:52011, 203.0.113.7",
    "2001:db8::7, 2001:db8:0:0:0:0:0:7",
    "[2001:db8::7], 2001:db8:0:0:0:0:0:7",
    "[2001:db8::7]:52011, 2001:db8:0:0:0:0:0:7",
    "::ffff:203.0.113.7, 203.0.113.7"
  })
  void aTrustedProxySaysWhoTheClientIs(String forwarded, String client) {
    assertThat(client(PROXY, forwarded)).isEqualTo(client);
    assertThat(client("::1", forwarded)).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource({
    "'1.2.3.4, 203.0.113.7', 203.0.113.7",
    "'127.0.0.1, 203.0.113.7', 203.0.113.7",
    "'nonsense, 203.0.113.7', 203.0.113.7",
    "'203.0.113.7, 10.0.0.5', 203.0.113.7",
    "'203.0.113.7, 10.0.0.5, 10.0.0.6', 203.0.113.7",
    "'203.0.113.7,10.0.0.5:443,[fd00::1]:443', 203.0.113.7",
    "'1.2.3.4, 10.0.0.9, 203.0.113.7, 10.0.0.5', 203.0.113.7"
  })
  void inAChainItIsTheFirstFromTheRightThatIsNoProxy(String forwarded, String client) {
    assertThat(client(PROXY, forwarded)).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(client(PROXY, "1.2.3.4", "203.0.113.7", "10.0.0.5")).isEqualTo("203.0.113.7");
    assertThat(client(PROXY, "203.0.113.7", "10.0.0.4, 10.0.0.5")).isEqualTo("203.0.113.7");
  }

  @Test
  void withoutTheHeaderItIsTheProxyItself() {
    assertThat(client(PROXY)).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "unknown",
        "_hidden",
        "localhost",
        "example.org",
        "203.0.113.7 203.0.113.8",
        "203.0.113.7;",
        "203.0.113.7:port",
        "203.0.113.7:999999",
        "203.0.113.256",
        "\"203.0.113.7\"",
        "[203.0.113.7",
        "2001:db8::7]",
        "fe80::1%eth0",
        "203.0.113.7,",
        "for=203.0.113.7"
      })
  void whatIsNoAddressCountsForTheProxyThatSaidSo(String garbage) {
    assertThat(client(PROXY, garbage)).isEqualTo(PROXY);
    assertThat(client(PROXY, "203.0.113.7, " + garbage)).isEqualTo(PROXY);
    assertThat(client(PROXY, garbage + ", 10.0.0.5")).isEqualTo("10.0.0.5");
  }

  @Test
  void aRequestOfAProxyItselfCountsForTheFarthestOne() {
    assertThat(client(PROXY, "10.0.0.4, 10.0.0.5")).isEqualTo("10.0.0.4");
  }

  @Test
  void aLongListOfProxiesIsRead() {
    String proxies =
        IntStream.range(0, 1000).mapToObj(i -> "10.0.0.5").collect(Collectors.joining(","));
    assertThat(client(PROXY, "203.0.113.7," + proxies)).isEqualTo("203.0.113.7");
  }

  @Test
  void withoutTrustedProxiesNobodyIsBelieved() {
    InetAddress client =
        new ClientAddress(List.of()).client(address(PROXY), List.of("203.0.113.7"));
    assertThat(client).isEqualTo(address(PROXY));
  }

  @Test
  void anIpv6NetworkCountsAsOneAndAnIpv4AddressForItself() {
    assertThat(ClientAddress.network(address("2001:db8:1:2:3:4:5:6")))
        .isEqualTo(ClientAddress.network(address("2001:db8:1:2:ffff::")))
        .isNotEqualTo(ClientAddress.network(address("2001:db8:1:3:3:4:5:6")));
    assertThat(ClientAddress.network(address("203.0.113.7"))).isEqualTo(address("203.0.113.7"));
  }

  private static String client(String peer, String... forwarded) {
    return ADDRESSES.client(address(peer), List.of(forwarded)).getHostAddress();
  }

  private static InetAddress address(String text) {
    return AddressBlock.address(text).orElseThrow();
  }
}
