package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  private final Origins origins = new Origins(Set.of("https://friend.example"));

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8000,127.0.0.1:8000",
    "http://chat.example.org,chat.example.org",
    "http://chat.example.org,chat.example.org:80",
    "http://Chat.Example.org,chat.example.ORG",
    "https://chat.example.org,chat.example.org",
    "https://chat.example.org,chat.example.org:443",
    "https://chat.example.org:8443,chat.example.org:8443",
    "http://[::1]:8000,[::1]:8000"
  })
  void itsOwnPagesMayTalk(String origin, String host) {
    assertThat(mayTalk(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example,chat.example.org",
    "http://chat.example.org.evil.example,chat.example.org",
    "http://evil-chat.example.org,chat.example.org",
    "http://chat.example.org@evil.example,chat.example.org",
    "http://chat.example.org:8000,chat.example.org",
    "http://chat.example.org:8001,chat.example.org:8000",
    "http://127.0.0.1:8001,127.0.0.1:8000",
    "http://localhost:8000,127.0.0.1:8000",
    "http://chat.example.org,chat.example.org:443",
    "null,chat.example.org",
    "file://,chat.example.org",
    "'',chat.example.org",
    "not an origin,chat.example.org",
    "http://[,chat.example.org",
    "http://friend.example,chat.example.org",
    "https://friend.example:8443,chat.example.org"
  })
  void pagesFromElsewhereMayNot(String origin, String host) {
    assertThat(mayTalk(origin, host)).isFalse();
  }

  @Test
  void allowedOnesMayFromAnywhere() {
    assertThat(mayTalk("https://friend.example", "chat.example.org")).isTrue();
    assertThat(mayTalk("https://friend.example", null)).isTrue();
  }

  @Test
  void whoNamesNoHostOwnsNoPage() {
    assertThat(mayTalk("http://chat.example.org", null)).isFalse();
  }

  @Test
  void programsSendNoOriginAndMay() {
    assertThat(mayTalk(null, "chat.example.org")).isTrue();
  }

  private boolean mayTalk(String origin, String host) {
    return origins.mayTalk(request(origin, host));
  }

  private static HttpServerRequest request(String origin, String host) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            OriginsTest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> "Origin".equals(arguments[0]) ? origin : null;
                  case "authority" -> host == null ? null : HostAndPort.parseAuthority(host, -1);
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }
}
