package io.github.citydc.naming.node;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/** An HTTPS server that says of itself that it is a node. */
public final class TestNode implements AutoCloseable {

  private final HttpsServer server;

  public TestNode(SSLContext tls, String path, int status, String body) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        path + "/node",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
  }

  public static String says(String node, X509Certificate certificate)
      throws CertificateEncodingException {
    String encoded = Base64.getEncoder().encodeToString(certificate.getEncoded());
    return says(node, List.of(encoded));
  }

  public static String says(String node, List<String> certificates) {
    return NodeDescription.builder(
            NodeId.parse(node), OffsetDateTime.parse("2026-11-23T09:00:00+08:00"))
        .certificates(certificates)
        .build()
        .toJson()
        .toString();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
