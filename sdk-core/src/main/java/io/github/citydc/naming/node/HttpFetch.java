package io.github.citydc.naming.node;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A fetcher of small documents that follows no redirects. */
public final class HttpFetch {

  private static final int LARGEST = 16 << 20;

  /** For clients that would wait for ever on a server that sends a byte now and then. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  private final OkHttpClient client;

  public HttpFetch(OkHttpClient client) {
    OkHttpClient.Builder builder =
        client.newBuilder().followRedirects(false).followSslRedirects(false);
    if (client.callTimeoutMillis() == 0) {
      builder.callTimeout(DEFAULT_TIMEOUT);
    }
    this.client = builder.build();
  }

  public byte[] get(URI url) throws IOException {
    Request request = new Request.Builder().url(url.toString()).build();
    try (Response response = client.newCall(request).execute()) {
      ResponseBody body = response.body();
      if (response.code() != 200 || body == null) {
        throw new IOException("HTTP " + response.code());
      }
      byte[] content = body.byteStream().readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new IOException("The answer is larger than " + LARGEST + " bytes");
      }
      return content;
    }
  }
}
