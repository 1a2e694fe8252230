package io.github.citydc.exchange.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that is sent once. The JDK's client sends a GET again on its own when the connection ends
 * before an answer, and only system properties, which are the whole application's, keep it from
 * that. It asks for the length of the body whenever it writes a request; the second time it learns
 * that there is none.
 */
final class OnceOnly implements BodyPublisher {

  static final String NOT_TWICE = "A signed request is not sent a second time";

  private final BodyPublisher body;
  private final AtomicBoolean sent = new AtomicBoolean();

  OnceOnly(byte[] body) {
    this.body = BodyPublishers.ofByteArray(body);
  }

  @Override
  public long contentLength() {
    if (sent.getAndSet(true)) {
      throw new IllegalStateException(NOT_TWICE);
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
