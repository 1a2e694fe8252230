package io.github.citydc.naming.dns;

import io.github.citydc.naming.internal.Fetch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Fetches over https from the addresses that a DNS of its own gives a host: no client of the JDK
 * can be told them. TLS is that of a client, and a certificate has to name the host. Thread-safe.
 */
final class ResolvingFetch implements Fetch {

  private static final int HTTPS = 443;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern LITERAL = Pattern.compile("[\\d.]+|\\[.*]");

  private final HttpClient tls;
  private final Hosts hosts;

  /** The addresses of a host. */
  @FunctionalInterface
  interface Hosts {
    List<InetAddress> of(String host) throws UnknownHostException;
  }

  ResolvingFetch(HttpClient tls, Hosts hosts) {
    this.tls = tls;
    this.hosts = hosts;
  }

  @Override
  public byte[] get(URI url) throws IOException {
    if (!"https".equals(url.getScheme())) {
      throw new IOException("Only https is asked");
    }
    String host = url.getHost();
    List<InetAddress> addresses =
        LITERAL.matcher(host).matches() ? List.of(InetAddress.getByName(host)) : hosts.of(host);
    try (Socket socket = connect(addresses, url.getPort() < 0 ? HTTPS : url.getPort())) {
      CompletableFuture<Void> patience = closing(socket);
      try {
        return exchange(socket, url);
      } catch (IOException e) {
        throw patience.isDone()
            ? new IOException("no whole answer within " + PATIENCE.toSeconds() + " seconds", e)
            : e;
      } finally {
        patience.cancel(false);
      }
    }
  }

  /** Connects to the first address that can be. */
  private static Socket connect(List<InetAddress> addresses, int port) throws IOException {
    IOException failure = new UnknownHostException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), (int) CONNECT_TIMEOUT.toMillis());
        return socket;
      } catch (IOException e) {
        failure = e;
        socket.close();
      }
    }
    throw failure;
  }

  /** Closes a socket when the time is over, which ends the reader. */
  private static CompletableFuture<Void> closing(Socket socket) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (over.complete(null)) {
                close(socket);
              }
            });
    return over;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, or was.
    }
  }

  private byte[] exchange(Socket socket, URI url) throws IOException {
    try (SSLSocket secured = secured(socket, url)) {
      String request =
          "GET "
              + url.getRawPath()
              + " HTTP/1.1\r\nHost: "
              + url.getRawAuthority()
              + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
      secured.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      secured.getOutputStream().flush();
      return HttpAnswer.document(new BufferedInputStream(secured.getInputStream()), LARGEST);
    }
  }

  private SSLSocket secured(Socket socket, URI url) throws IOException {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    SSLSocket secured =
        (SSLSocket)
            tls.sslContext().getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = tls.sslParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!LITERAL.matcher(url.getHost()).matches()) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
