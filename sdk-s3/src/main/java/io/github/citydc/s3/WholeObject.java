package io.github.citydc.s3;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object. A connection that ends early is an exception and not the end of the
 * object, which would be taken for damaged; what is not read to its end is broken off. Not
 * thread-safe.
 */
final class WholeObject extends FilterInputStream {

  private final ResponseInputStream<GetObjectResponse> object;
  private long left;

  WholeObject(ResponseInputStream<GetObjectResponse> object) {
    super(object);
    this.object = object;
    this.left = object.response().contentLength();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = super.read(bytes, offset, length);
      if (read < 0 && left > 0) {
        throw new EOFException("The storage has broken off " + left + " bytes before the end");
      }
      left -= Math.max(0, read);
      return read;
    } catch (SdkException e) {
      throw new IOException("The storage has broken off", e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.max(0, Math.min(count, 8192))];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (left > 0) {
      object.abort();
    } else {
      super.close();
    }
  }
}
