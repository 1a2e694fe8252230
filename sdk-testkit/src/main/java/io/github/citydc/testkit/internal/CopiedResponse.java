package io.github.citydc.testkit.internal;

import io.github.citydc.testkit.internal.CopiedRequest.FirstBytes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A response that keeps the beginning of its body, and tells when it is whole. */
final class CopiedResponse extends HttpServletResponseWrapper {

  private final FirstBytes body = new FirstBytes();
  private final Runnable whole;
  private long length = -1;

  CopiedResponse(HttpServletResponse response, Runnable whole) {
    super(response);
    this.whole = whole;
  }

  FirstBytes body() {
    return body;
  }

  @Override
  public void setContentLength(int size) {
    length = size;
    super.setContentLength(size);
  }

  @Override
  public void setContentLengthLong(long size) {
    length = size;
    super.setContentLengthLong(size);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new Copying(super.getOutputStream());
  }

  /** Copies first: what a client has received is on the console. */
  private final class Copying extends ServletOutputStream {

    private final ServletOutputStream out;

    Copying(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      body.add(bytes, offset, count);
      if (body.size() == length) {
        whole.run();
      }
      out.write(bytes, offset, count);
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
