package io.github.citydc.signing.http;

import io.github.citydc.naming.NodeId;
import io.github.citydc.signing.trust.KeyId;
import java.time.Instant;

/**
 * What a receipt that was verified offline proves.
 *
 * @param signer the node that signed it
 * @param receiver the node it was made for
 * @param created when the signature was made, by the signer's clock
 * @param status the HTTP status of the response that it was
 * @param keyId the key it was signed with
 */
public record VerifiedReceipt(
    NodeId signer, NodeId receiver, Instant created, int status, KeyId keyId) {}
