package io.github.citydc.code;

/**
 * A requirement of a standard on a text.
 *
 * @param name stable name, {@code <kind>.<rule>}
 * @param standard the standard that demands it
 * @param severity how much it weighs when the check is lenient
 */
record Rule(String name, String standard, Severity severity) {}
