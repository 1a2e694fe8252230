package io.github.citydc.exchange.audit;

/**
 * An entry of the audit trail, as a log stores it.
 *
 * @param position from 1; a later one has a greater position
 * @param entry the entry
 */
public record LoggedEntry(long position, AuditEntry entry) {}
