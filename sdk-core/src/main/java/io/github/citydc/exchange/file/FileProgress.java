package io.github.citydc.exchange.file;

/**
 * The progress of sending a file.
 *
 * @param sent bytes that have arrived so far, those of an earlier attempt included; all when the
 *     receiver has put the file together
 * @param size bytes of the file
 */
public record FileProgress(long sent, long size) {}
