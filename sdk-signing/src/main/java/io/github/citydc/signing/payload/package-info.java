/**
 * Encrypted payloads that only their receiver can read, while hubs and front-end machines forward
 * them: SM2 for the key, SM4-GCM for the content, in the compact form of JWE (RFC 7516 §7.1).
 *
 * <pre>{@code
 * String encrypted = new PayloadEncryptor(self, random).encrypt(payload, receiver);
 * byte[] payload = new PayloadDecryptor(self, List.of(key)).open(encrypted, sender);
 * }</pre>
 */
@NullMarked
package io.github.citydc.signing.payload;

import org.jspecify.annotations.NullMarked;
