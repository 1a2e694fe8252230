package io.github.citydc.exchange.archive;

import java.util.function.Function;

/**
 * The format of the lines in an archive. Each store has one, such as {@code
 * InboxEntry.ARCHIVE_FORM}.
 *
 * @param name says what a line is, for example {@code cdx-accepted/1}
 * @param writer makes a line of an item: JSON in UTF-8, without a line break
 * @param <T> what is kept
 */
public record ArchiveForm<T>(String name, Function<T, byte[]> writer) {}
