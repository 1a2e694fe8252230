package io.github.citydc.signing.http;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.RevocationStatus;
import java.time.Instant;

/**
 * The facts proved by a receipt that was verified offline.
 *
 * @param signer the node that signed it
 * @param receiver the node it was made for
 * @param created when the signature was made, by the signer's clock
 * @param status the HTTP status of the response that it was
 * @param keyId the key it was signed with
 * @param revocation whether it is known that no certificate of the signer was revoked then
 */
public record VerifiedReceipt(
    NodeId signer,
    NodeId receiver,
    Instant created,
    int status,
    KeyId keyId,
    RevocationStatus revocation) {}
