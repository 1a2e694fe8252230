package io.github.citydc.cli.error;

/**
 * What the documentation says of an error code.
 *
 * @param code the code it is about; {@code any.length} for a rule that many kinds of code have
 * @param text cause and fix, in some lines
 * @param address where it stands
 */
public record ErrorPage(String code, String text, String address) {}
