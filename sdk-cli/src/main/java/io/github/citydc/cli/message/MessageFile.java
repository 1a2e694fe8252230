package io.github.citydc.cli.message;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.signing.http.HttpMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An HTTP message in a file, as HTTP/1.1 writes it (RFC 9112 §2.1): a request line or status line,
 * a line for each field, an empty line, and then the body, byte for byte to the end of the file.
 *
 * <pre>{@code
 * POST /cdx/v1/messages?a=1 HTTP/1.1
 * Host: hub.example
 * Content-Type: application/json
 *
 * {"standard":"1.0"}
 * }</pre>
 *
 * <p>Lines before the body end with LF or CR LF. The target is a path with its query, and the host
 * is that of {@code Host}; or it is an absolute URI. The body is taken as it is: not chunked, not
 * decompressed, and a line end behind it is part of it.
 */
public final class MessageFile {

  private static final String NO_HOST = "localhost";

  private final String startLine;
  private final HttpHeaders headers;
  private final byte[] body;
  private final String scheme;

  private MessageFile(String startLine, HttpHeaders headers, byte[] body, String scheme) {
    this.startLine = startLine;
    this.headers = headers;
    this.body = body;
    this.scheme = scheme;
  }

  /**
   * Reads a message.
   *
   * @param content the file
   * @param scheme {@code http} or {@code https}, which the message does not say
   * @return the message
   * @throws IllegalArgumentException if it is not a message; the text says in which line
   */
  public static MessageFile parse(byte[] content, String scheme) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] != '\n') {
        continue;
      }
      int end = i > begin && content[i - 1] == '\r' ? i - 1 : i;
      String line = new String(content, begin, end - begin, StandardCharsets.ISO_8859_1);
      begin = i + 1;
      if (line.isEmpty()) {
        byte[] body = Arrays.copyOfRange(content, begin, content.length);
        return of(lines, body, scheme);
      }
      lines.add(line);
    }
    if (begin < content.length) {
      lines.add(new String(content, begin, content.length - begin, StandardCharsets.ISO_8859_1));
    }
    return of(lines, new byte[0], scheme);
  }

  private static MessageFile of(List<String> lines, byte[] body, String scheme) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("line 1 is empty: a message begins with its start line");
    }
    HttpHeaders headers = HttpHeaders.empty();
    for (int i = 1; i < lines.size(); i++) {
      int colon = lines.get(i).indexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException("line " + (i + 1) + " is not a field, name: value");
      }
      String line = lines.get(i);
      headers = headers.plus(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new MessageFile(lines.get(0), headers, body, scheme);
  }

  /**
   * Whether it is a response.
   *
   * @return true if the first line is a status line
   */
  public boolean isResponse() {
    return startLine.startsWith("HTTP/");
  }

  /**
   * The request.
   *
   * @return with an absolute URI
   * @throws IllegalArgumentException if the first line is not a request line
   */
  public HttpRequest request() {
    String[] words = startLine.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/") || words[0].isEmpty()) {
      throw new IllegalArgumentException("line 1 is not a request line, METHOD target HTTP/1.1");
    }
    String target = words[1];
    String host = headers.value("host").orElse(NO_HOST);
    URI uri = URI.create(target.startsWith("/") ? scheme + "://" + host + target : target);
    return new HttpRequest(words[0], uri, headers, Content.of(body));
  }

  /**
   * The response.
   *
   * @return the response
   * @throws IllegalArgumentException if the first line is not a status line
   */
  public HttpResponse response() {
    String[] words = startLine.split(" ", 3);
    if (!isResponse() || words.length < 2 || !words[1].matches("[1-5]\\d\\d")) {
      throw new IllegalArgumentException("line 1 is not a status line, HTTP/1.1 200 OK");
    }
    return new HttpResponse(Integer.parseInt(words[1]), headers, Content.of(body));
  }

  /**
   * Writes the message.
   *
   * @param signed the same message with other fields
   * @return the file, lines ending with CR LF, the body as it was
   */
  public byte[] with(HttpMessage signed) {
    StringBuilder head = new StringBuilder(startLine).append("\r\n");
    signed
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] text = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text);
    out.writeBytes(body);
    return out.toByteArray();
  }
}
