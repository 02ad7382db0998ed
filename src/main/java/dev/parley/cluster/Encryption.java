package dev.parley.cluster;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;

/**
 * Encrypts what nodes say to each other: on the bus, and about who is there. Both sides of every
 * connection have to prove that they belong to the cluster.
 */
final class Encryption {

  private final ClusterTls tls;

  /** With these files, which are only read when they are used. */
  Encryption(ClusterTls tls) {
    this.tls = tls;
  }

  /** Encrypts the bus. */
  void encrypt(EventBusOptions bus) {
    bus.setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(
            new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()));
  }

  /**
   * What makes the sockets of the membership.
   *
   * @throws ClusterException if a file can't be used
   */
  SocketFactory sockets() {
    DefaultSocketFactory sockets = new DefaultSocketFactory(context());
    sockets.setServerSocketConfigurator(
        socket -> ((SSLServerSocket) socket).setNeedClientAuth(true));
    return sockets;
  }

  private SSLContext context() {
    Map.of("certificate", tls.certificate(), "key", tls.key(), "authority", tls.authority())
        .forEach(Encryption::requireFile);
    try {
      return ((JdkSslContext)
              SslContextBuilder.forClient()
                  .sslProvider(SslProvider.JDK)
                  .keyManager(file(tls.certificate()), file(tls.key()))
                  .trustManager(file(tls.authority()))
                  .build())
          .context();
    } catch (SSLException | IllegalArgumentException e) {
      throw new ClusterException(
          "What cluster.tls-certificate, -key and -authority name is no certificate with its key and"
              + " authority in PEM: "
              + e.getMessage(),
          e);
    }
  }

  private static File file(String path) {
    return Path.of(path).toFile();
  }

  private static void requireFile(String key, String path) {
    if (!Files.isReadable(Path.of(path)) || Files.isDirectory(Path.of(path))) {
      throw new ClusterException("cluster.tls-" + key + " names no file to read: " + path, null);
    }
  }
}
