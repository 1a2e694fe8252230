package io.github.citydc.exchange.http;

import io.github.citydc.exchange.message.MalformedMessageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media types of the interface standard, with a check of the type of a message. */
public final class MediaType {

  /** JSON: messages, manifests, receipts. */
  public static final String JSON = "application/json";

  /** Lines of JSON: the parts of batches, pages of records. */
  public static final String NDJSON = "application/x-ndjson";

  /** Bytes: the parts of files. */
  public static final String OCTETS = "application/octet-stream";

  /** CMS signed data: the directory of a network. */
  public static final String SIGNED_DATA = "application/pkcs7-mime";

  private static final String UTF_8 = "utf-8";
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?", Pattern.CASE_INSENSITIVE);

  private MediaType() {}

  private static String charset(HttpHeaders headers) {
    Matcher charset = CHARSET.matcher(headers.value("content-type").orElse(""));
    return charset.find() ? charset.group(1) : UTF_8;
  }

  /**
   * Compares the content type of a message, without its parameters and whatever the case.
   *
   * @param headers of the message
   * @param type one of the constants
   * @return whether it is this one
   */
  public static boolean is(HttpHeaders headers, String type) {
    String sent = headers.value("content-type").orElse("").split(";", 2)[0].strip();
    return sent.equalsIgnoreCase(type);
  }

  /**
   * Requires a content type.
   *
   * @param headers of the message
   * @param type one of the constants
   * @param noun what has this type, with its article, for the refusal: {@code A manifest}
   * @throws MalformedMessageException if it is another type
   */
  public static void require(HttpHeaders headers, String type, String noun) {
    if (!is(headers, type)) {
      throw new MalformedMessageException("", noun + " has the content type " + type);
    }
    if (!charset(headers).equalsIgnoreCase(UTF_8)) {
      throw new MalformedMessageException("", noun + " is written in UTF-8");
    }
  }

  /**
   * Requires a content type, and that the content is not encoded.
   *
   * @param headers of the message
   * @param type one of the constants
   * @param noun what has this type, with its article, for the refusal: {@code A manifest}
   * @throws MalformedMessageException if it is another type, or compressed
   */
  public static void requirePlain(HttpHeaders headers, String type, String noun) {
    require(headers, type, noun);
    if (headers.value("content-encoding").isPresent()) {
      throw new MalformedMessageException("", noun + " has no content encoding");
    }
  }
}
