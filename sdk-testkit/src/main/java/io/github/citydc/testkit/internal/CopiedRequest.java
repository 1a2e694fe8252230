package io.github.citydc.testkit.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A request that keeps the beginning of its body, and tells when it is over. */
final class CopiedRequest extends HttpServletRequestWrapper {

  private final FirstBytes body = new FirstBytes();
  private final Runnable over;

  CopiedRequest(HttpServletRequest request, Runnable over) {
    super(request);
    this.over = over;
  }

  FirstBytes body() {
    return body;
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    AsyncContext context = super.startAsync(request, response);
    context.addListener(new AtTheEnd());
    return context;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Copying(super.getInputStream());
  }

  /** The beginning of a body, and its size. */
  static final class FirstBytes {

    private static final int MOST = 32 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long size;

    synchronized void add(byte[] from, int offset, int length) {
      bytes.write(from, offset, (int) Math.min(length, Math.max(0, MOST - size)));
      size += length;
    }

    synchronized byte[] toByteArray() {
      return bytes.toByteArray();
    }

    synchronized long size() {
      return size;
    }
  }

  private final class AtTheEnd implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      over.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // Its completion follows.
    }

    @Override
    public void onError(AsyncEvent event) {
      // Its completion follows.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }

  private final class Copying extends ServletInputStream {

    private final ServletInputStream in;

    Copying(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        body.add(new byte[] {(byte) read}, 0, 1);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read > 0) {
        body.add(bytes, offset, read);
      }
      return read;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
