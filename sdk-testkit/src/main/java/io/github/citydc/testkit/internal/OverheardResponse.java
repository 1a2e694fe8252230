package io.github.citydc.testkit.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A response of which a copy is kept if it is a problem. */
final class OverheardResponse extends HttpServletResponseWrapper {

  private static final int FIRST_ERROR = 400;
  private static final String PROBLEM = "application/problem+json";

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  OverheardResponse(HttpServletResponse response) {
    super(response);
  }

  boolean isProblem() {
    String type = getContentType();
    return getStatus() >= FIRST_ERROR && type != null && type.startsWith(PROBLEM);
  }

  byte[] body() {
    return copy.toByteArray();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return isProblem() ? new Copying(super.getOutputStream()) : super.getOutputStream();
  }

  /** Writes twice. */
  private final class Copying extends ServletOutputStream {

    private final ServletOutputStream out;

    Copying(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      copy.write(b);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      copy.write(bytes, offset, length);
      out.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
