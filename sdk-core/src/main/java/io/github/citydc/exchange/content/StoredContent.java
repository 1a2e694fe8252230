package io.github.citydc.exchange.content;

/**
 * What an index says of content that has arrived.
 *
 * @param key names it
 * @param size bytes as sent
 * @param encoding how it is compressed, a value of {@code content-encoding}: {@code identity} if it
 *     is not
 * @param decodedSize bytes when decompressed
 * @param records number of its records; 0 if it is no part of a batch
 */
public record StoredContent(
    ContentKey key, long size, String encoding, long decodedSize, int records) {

  private static final String IDENTITY = "identity";

  /**
   * Content without compression and records: a file or a part of one.
   *
   * @param key names it
   * @param size bytes
   * @return what there is to say of it
   */
  public static StoredContent plain(ContentKey key, long size) {
    return new StoredContent(key, size, IDENTITY, size, 0);
  }
}
