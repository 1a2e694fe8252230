/**
 * Encrypted payloads that only their receiver can read, while hubs and front-end machines forward
 * them: SM2 for the key, SM4-GCM for the content, in the compact form of JWE (RFC 7516 §7.1).
 *
 * <pre>{@code
 * String sealed = new PayloadSealer(self, random).seal(payload, receiver);
 * byte[] payload = new PayloadOpener(self, List.of(key)).open(sealed, sender);
 * }</pre>
 */
@NullMarked
package io.github.citydc.signing.payload;

import org.jspecify.annotations.NullMarked;
