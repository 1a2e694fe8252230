package io.github.citydc.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which one writes what no HTTP client would. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE = 20_000;

  private final Socket socket;

  Wire(URI node) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), node.getPort());
    this.socket.setSoTimeout(PATIENCE);
  }

  /** Writes as much as the other side takes. */
  boolean write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  boolean write(String text) {
    return write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * What the other side says until it closes, falls silent, or has said everything of a response.
   */
  String answer() {
    StringBuilder answer = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      byte[] piece = new byte[8192];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        answer.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
        if (isWhole(answer.toString())) {
          break;
        }
      }
    } catch (IOException e) {
      return answer.toString();
    }
    return answer.toString();
  }

  private static boolean isWhole(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end >= 0
        && answer
            .substring(0, end)
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .anyMatch(
                line -> answer.length() >= end + 4 + Integer.parseInt(line.substring(15).strip()));
  }

  /** The status line and the fields of an answer. */
  static String head(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? answer : answer.substring(0, end);
  }

  /** The status of an answer, 0 if there is none. */
  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
