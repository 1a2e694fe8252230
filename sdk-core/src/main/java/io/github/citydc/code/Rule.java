package io.github.citydc.code;

/**
 * What a standard demands of a text.
 *
 * @param name stable name, {@code <kind>.<rule>}
 * @param standard the standard that demands it
 * @param severity how much it weighs when the check is lenient
 */
record Rule(String name, String standard, Severity severity) {}
