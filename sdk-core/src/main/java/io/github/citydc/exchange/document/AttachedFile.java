package io.github.citydc.exchange.document;

import java.nio.file.Path;

/**
 * A file to be sent as an attachment.
 *
 * @param title title of the attachment 附件名称
 * @param file where it lies
 * @param mediaType what it is, for example {@code application/pdf}
 */
public record AttachedFile(String title, Path file, String mediaType) {}
