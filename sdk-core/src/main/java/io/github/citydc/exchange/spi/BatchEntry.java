package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.batch.BatchManifest;
import java.time.OffsetDateTime;

/**
 * An accepted batch as the receiver keeps it.
 *
 * @param manifest what it consists of
 * @param bodyDigest SHA-256 of the manifest's body, 64 digits of lower-case hex
 * @param acceptedAt when it was accepted
 * @param body the manifest, byte for byte as received and verified
 * @param evidence the sender's signature over it
 * @param receipt the receipt, byte for byte as first answered
 */
public record BatchEntry(
    BatchManifest manifest,
    String bodyDigest,
    OffsetDateTime acceptedAt,
    HttpBody body,
    SignatureEvidence evidence,
    HttpBody receipt) {}
