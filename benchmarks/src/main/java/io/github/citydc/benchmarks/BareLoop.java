package io.github.citydc.benchmarks;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.testkit.SandboxCity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** OkHttp to Jetty over the loopback address, with one SM2 signature and verification a request. */
final class BareLoop implements AutoCloseable {

  private static final String SIGNATURE = "x-signature";

  private final Server server;
  private final URI url;
  private final SigningKey key;
  private final OkHttpClient http = new OkHttpClient();

  private BareLoop(Server server, URI url, SigningKey key) {
    this.server = server;
    this.url = url;
    this.key = key;
  }

  static BareLoop start() {
    SigningKey key =
        SandboxCity.found("Bare Root").enrol(NodeId.parse("440100:114401000074821105:bare"));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Verifying(key.verificationKey()));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("The bare server did not start", e);
    }
    return new BareLoop(
        server, URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/"), key);
  }

  int send(String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Request request =
        new Request.Builder()
            .url(url.toString())
            .header(SIGNATURE, Base64.getEncoder().encodeToString(key.sign(body)))
            .post(RequestBody.create(body))
            .build();
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("The bare server answered " + response.code());
      }
      return response.body().bytes().length;
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The bare server did not stop", e);
    }
  }

  /** Verifies the signature over the body, and answers with the body. */
  private static final class Verifying extends Handler.Abstract {

    private final VerificationKey key;

    Verifying(VerificationKey key) {
      this.key = key;
    }

    @Override
    public boolean handle(
        org.eclipse.jetty.server.Request request,
        org.eclipse.jetty.server.Response response,
        Callback callback) {
      try {
        byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
        HttpField signature = request.getHeaders().getField(SIGNATURE);
        key.verify(body, Base64.getDecoder().decode(signature.getValue()));
        Content.Sink.write(response, true, BufferUtil.toBuffer(body));
        callback.succeeded();
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
