package io.github.citydc.naming.internal;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body until it is complete, or larger than it may be. */
public final class BoundedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
  private final String excess;
  private @Nullable Subscription source;
  private long left;

  /**
   * Collects a body.
   *
   * @param largest in bytes
   * @param excess what to say of a body that is larger
   */
  public BoundedBody(long largest, String excess) {
    this.left = largest;
    this.excess = excess;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return collected.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    collected.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    left -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (left >= 0) {
      collected.onNext(buffers);
    } else if (source != null) {
      source.cancel();
      source = null;
      collected.onError(new IOException(excess));
    }
  }

  @Override
  public void onError(Throwable failure) {
    collected.onError(failure);
  }

  @Override
  public void onComplete() {
    collected.onComplete();
  }
}
