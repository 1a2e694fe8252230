package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.SignatureEvidence;
import java.time.OffsetDateTime;

/**
 * An accepted batch as the store keeps it.
 *
 * @param manifest what it consists of
 * @param bodyDigest SHA-256 of the manifest's body
 * @param acceptedAt when it was accepted
 * @param body the manifest, byte for byte as received and verified
 * @param evidence the sender's signature over it
 * @param receipt the receipt, byte for byte as first answered
 */
public record BatchEntry(
    BatchManifest manifest,
    ContentHash bodyDigest,
    OffsetDateTime acceptedAt,
    Content body,
    SignatureEvidence evidence,
    Content receipt) {}
