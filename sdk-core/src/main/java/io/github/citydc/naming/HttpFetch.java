package io.github.citydc.naming;

import java.io.IOException;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Gets small documents, without following to elsewhere. */
final class HttpFetch {

  private static final int LARGEST = 16 << 20;

  private final OkHttpClient client;

  HttpFetch(OkHttpClient client) {
    this.client = client.newBuilder().followRedirects(false).followSslRedirects(false).build();
  }

  byte[] get(URI url) throws IOException {
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
