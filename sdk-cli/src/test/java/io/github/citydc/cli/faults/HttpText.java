package io.github.citydc.cli.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request or a response of HTTP/1.1 as it stands on a wire, field by field, with its whole body.
 *
 * @param first the request line or the status line
 * @param fields the header, in its order
 * @param body without the coding of the transfer
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
record HttpText(String first, List<String> fields, byte[] body) {

  private static final String LENGTH = "content-length";
  private static final String CODING = "transfer-encoding";
  private static final int HEX = 16;

  /** Reads a request, empty if there is none any more. */
  static Optional<HttpText> request(InputStream in) throws IOException {
    String first = line(in);
    return first.isEmpty() ? Optional.empty() : Optional.of(read(first, in, true));
  }

  /** Reads a response to a method. */
  static HttpText response(InputStream in, String method) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      throw new EOFException("The node has hung up");
    }
    String status = first.split(" ", -1)[1];
    boolean bodiless = method.equals("HEAD") || status.equals("204");
    return read(first, in, !bodiless);
  }

  private static HttpText read(String first, InputStream in, boolean withBody) throws IOException {
    List<String> fields = new ArrayList<>();
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      fields.add(field);
    }
    HttpText head = new HttpText(first, fields, new byte[0]);
    if (!withBody) {
      return head;
    }
    if (head.value(CODING).isPresent()) {
      byte[] body = chunks(in);
      return head.without(CODING).withField(LENGTH, "" + body.length).withBody(body);
    }
    int length = Integer.parseInt(head.value(LENGTH).orElse("0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("A body was cut");
    }
    return new HttpText(first, fields, body);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(in), HEX);
    while (size > 0) {
      body.write(in.readNBytes(size));
      line(in);
      size = Integer.parseInt(line(in), HEX);
    }
    line(in);
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  void write(OutputStream out) throws IOException {
    String head = first + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.getBytes(StandardCharsets.ISO_8859_1));
    all.write(body);
    out.write(all.toByteArray());
    out.flush();
  }

  /** So that the client knows where it ends, whatever it was an answer to. */
  HttpText inAnswerTo(HttpText request) {
    if (request.method().equals("HEAD")) {
      return new HttpText(first, fields, new byte[0]);
    }
    return first.contains(" 204 ") ? without(LENGTH).without(CODING) : withBody(body);
  }

  /** The method of a request. */
  String method() {
    return first.substring(0, first.indexOf(' '));
  }

  Optional<String> value(String name) {
    return fields.stream()
        .filter(field -> isNamed(field, name))
        .map(field -> field.substring(name.length() + 1).strip())
        .findFirst();
  }

  HttpText withFirst(String line) {
    return new HttpText(line, fields, body);
  }

  HttpText withField(String name, String value) {
    HttpText others = without(name);
    others.fields().add(name + ": " + value);
    return others;
  }

  /** With a field changed, if there is one of this name. */
  HttpText changing(String name, UnaryOperator<String> change) {
    return value(name).map(value -> withField(name, change.apply(value))).orElse(this);
  }

  HttpText without(String name) {
    List<String> others = new ArrayList<>(fields);
    others.removeIf(field -> isNamed(field, name));
    return new HttpText(first, others, body);
  }

  /** With another body, and its length. */
  HttpText withBody(byte[] other) {
    HttpText changed = withField(LENGTH, "" + other.length);
    return new HttpText(first, changed.fields(), other);
  }

  private static boolean isNamed(String field, String name) {
    return field.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }
}
