package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Collects the body of a request as it arrives, without a thread that waits for it. It grows with
 * what has arrived, not with what was announced.
 */
final class BodyReader implements ReadListener {

  private static final int FIRST_PIECE = 1024;
  private static final int LARGEST_PIECE = 64 * 1024;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final PendingRequest request;
  private final ServletRequest source;
  private final Limits limits;
  private final int mostBytes;
  private final Memory memory;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private long held;
  private volatile long received;

  BodyReader(
      PendingRequest request, ServletRequest source, int mostBytes, Limits limits, Memory memory) {
    this.request = request;
    this.source = source;
    this.limits = limits;
    this.mostBytes = mostBytes;
    this.memory = memory;
  }

  @Override
  public void onDataAvailable() throws IOException {
    ServletInputStream in = source.getInputStream();
    while (request.isArriving() && in.isReady()) {
      if (!piece.hasRemaining() && !grow()) {
        request.refuse(
            new RefusedException(
                ProblemCode.UNAVAILABLE,
                "This node has no memory left for the body",
                Duration.ofSeconds(1)));
        return;
      }
      int read = in.read(piece.array(), piece.position(), piece.remaining());
      if (read < 0) {
        return;
      }
      piece.position(piece.position() + read);
      long soFar = received + read;
      received = soFar;
      if (soFar > mostBytes) {
        request.refuse(tooLarge(mostBytes));
        return;
      }
    }
  }

  static RefusedException tooLarge(int mostBytes) {
    return new RefusedException(
        ProblemCode.BODY_TOO_LARGE, "A body of this node has at most " + mostBytes + " bytes");
  }

  private synchronized boolean grow() {
    int size = Math.min(LARGEST_PIECE, Math.max(FIRST_PIECE, 2 * piece.capacity()));
    if (!request.isArriving() || !memory.take(size)) {
      return false;
    }
    held += size;
    piece = ByteBuffer.allocate(size);
    pieces.add(piece);
    return true;
  }

  @Override
  public void onAllDataRead() {
    request.received(Content.of(pieces.stream().map(ByteBuffer::flip).toList()));
    pieces.clear();
  }

  /** A container gives up sooner when it stops; the body may well come to its end another time. */
  @Override
  public void onError(Throwable failure) {
    if (isTimeout(failure)) {
      request.stalled();
    } else {
      request.broken();
    }
  }

  private static boolean isTimeout(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof TimeoutException || each instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the body takes too long.
   *
   * @param elapsed since the request began
   */
  boolean isTooSlow(Duration elapsed) {
    long counted = elapsed.minus(GRACE).toMillis();
    return elapsed.compareTo(limits.bodyTime()) > 0
        || (counted > 0 && received * 1000 < limits.bytesPerSecond() * counted);
  }

  /** Gives the memory back; no more is taken. */
  synchronized void release() {
    memory.give(held);
    held = 0;
  }
}
