package dev.parley.cluster;

import dev.parley.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Signs certificates for the nodes of a cluster, with the keytool that every JDK has. */
final class Authority {

  private static final String PASSWORD = "changeit";
  private static final String KEYTOOL =
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

  private final Path folder;

  /** A new one, with its files in this folder. */
  Authority(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    key("ca", "-ext", "bc:c");
    keytool("-exportcert", "-alias", "ca", "-rfc", "-file", path("ca.pem"));
  }

  /** Makes a certificate and its key, and gives the settings of a node that has them. */
  String[] sign(String node) throws IOException, GeneralSecurityException {
    key(node);
    keytool("-certreq", "-alias", node, "-file", path(node + ".csr"));
    keytool(
        "-gencert",
        "-alias",
        "ca",
        "-rfc",
        "-infile",
        path(node + ".csr"),
        "-outfile",
        path(node + ".pem"));
    Files.writeString(folder.resolve(node + ".key"), keyOf(node));
    return new String[] {
      "--cluster.tls-certificate=" + path(node + ".pem"),
      "--cluster.tls-key=" + path(node + ".key"),
      "--cluster.tls-authority=" + path("ca.pem")
    };
  }

  private String keyOf(String node) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(file, PASSWORD.toCharArray());
    }
    byte[] key = store.getKey(node, PASSWORD.toCharArray()).getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private void key(String name, String... options) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name));
    all.addAll(List.of(options));
    keytool(all.toArray(String[]::new));
  }

  private void keytool(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(KEYTOOL));
    command.addAll(List.of(options));
    command.addAll(List.of("-keystore", path("store.p12"), "-storepass", PASSWORD));
    Tool.run(command.toArray(String[]::new));
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }
}
