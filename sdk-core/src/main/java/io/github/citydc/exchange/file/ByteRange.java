package io.github.citydc.exchange.file;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.MalformedMessageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bytes of a file: RFC 9110 §14.1.2 and §14.4, one range of bytes with a beginning.
 *
 * @param first position of the first byte, from 0
 * @param last position of the last byte, not before the first
 */
record ByteRange(long first, long last) {

  /** The field of a request. */
  static final String FIELD = "range";

  /** The field of an answer. */
  static final String CONTENT_FIELD = "content-range";

  private static final Pattern ASKED = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");
  private static final Pattern SENT =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /** What a request asks for, empty if it asks for the whole file. */
  static Optional<ByteRange> asked(HttpHeaders headers) {
    return headers.value(FIELD).map(ByteRange::parse);
  }

  private static ByteRange parse(String text) {
    Matcher form = ASKED.matcher(text);
    if (!form.matches()) {
      throw new MalformedMessageException(
          "", "The field range asks for one range of bytes: bytes=first-last or bytes=first-");
    }
    long last = form.group(2) == null ? Long.MAX_VALUE : Long.parseLong(form.group(2));
    ByteRange range = new ByteRange(Long.parseLong(form.group(1)), last);
    if (range.last < range.first) {
      throw new MalformedMessageException("", "The field range ends before it begins");
    }
    return range;
  }

  /** The range of an answer, if it is the one that was asked for, of a file of this size. */
  static ByteRange sent(HttpHeaders headers, ByteRange asked, long size) {
    Matcher form = SENT.matcher(headers.value(CONTENT_FIELD).orElse(""));
    if (form.matches() && Long.parseLong(form.group(3)) == size) {
      ByteRange sent = new ByteRange(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
      if (sent.first == asked.first && sent.last >= sent.first && sent.last <= asked.last) {
        return sent;
      }
    }
    throw new MalformedMessageException(
        "", "The field content-range names other bytes than those that were asked for");
  }

  /** The part of it that lies in a file, and is not larger than an answer. */
  ByteRange within(long size, int most) {
    return new ByteRange(first, Math.min(Math.min(last, size - 1), first + most - 1));
  }

  int length() {
    return Math.toIntExact(last - first + 1);
  }

  String field() {
    return "bytes=" + first + "-" + last;
  }

  String contentField(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
