package io.github.citydc.testkit.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * A response that tells what it is, if it is a problem, before its last byte is written: what a
 * client has received is known.
 */
final class OverheardResponse extends HttpServletResponseWrapper {

  private static final int FIRST_ERROR = 400;
  private static final String PROBLEM = "application/problem+json";

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final BiConsumer<Integer, byte[]> hearer;
  private int size = -1;

  OverheardResponse(HttpServletResponse response, BiConsumer<Integer, byte[]> hearer) {
    super(response);
    this.hearer = hearer;
  }

  private boolean isProblem() {
    String type = getContentType();
    return getStatus() >= FIRST_ERROR && type != null && type.startsWith(PROBLEM);
  }

  @Override
  public void setContentLength(int length) {
    size = length;
    super.setContentLength(length);
  }

  private void tellIfWhole() {
    if (copy.size() == size) {
      hearer.accept(getStatus(), copy.toByteArray());
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return isProblem() ? new Copying(super.getOutputStream()) : super.getOutputStream();
  }

  /** Writes twice, first to the copy. */
  private final class Copying extends ServletOutputStream {

    private final ServletOutputStream out;

    Copying(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      copy.write(b);
      tellIfWhole();
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      copy.write(bytes, offset, length);
      tellIfWhole();
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
