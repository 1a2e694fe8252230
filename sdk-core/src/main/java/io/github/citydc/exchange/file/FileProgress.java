package io.github.citydc.exchange.file;

/**
 * The progress of a file that is sent or fetched.
 *
 * @param sent bytes that have arrived so far, those of an earlier attempt included; all, of a file
 *     that is sent, when the receiver has put it together
 * @param size bytes of the file
 */
public record FileProgress(long sent, long size) {}
