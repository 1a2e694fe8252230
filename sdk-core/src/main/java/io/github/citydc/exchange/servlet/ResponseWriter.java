package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.message.Content;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;

/** Writes the body of a response as fast as it is taken, without a thread that waits for that. */
final class ResponseWriter implements WriteListener {

  private static final int PIECE = 16 * 1024;

  private final PendingRequest request;
  private final ServletOutputStream out;
  private final InputStream body;
  private final byte[] piece;

  ResponseWriter(PendingRequest request, ServletOutputStream out, Content body) {
    this.request = request;
    this.out = out;
    this.body = body.openStream();
    this.piece = new byte[Math.min(PIECE, body.size() + 1)];
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      int length = body.read(piece);
      if (length < 0) {
        request.end();
        return;
      }
      out.write(piece, 0, length);
    }
  }

  @Override
  public void onError(Throwable failure) {
    request.end();
  }
}
