package io.github.citydc.signing.trust;

import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;

/**
 * The two keys of a node, GB/T 38636: each with its certificate and its purpose.
 *
 * @param signing signs, and is known to the node alone
 * @param decryption decrypts what others wrote to the node; its CA may keep a copy
 */
public record DualKeys(SigningKey signing, Sm2DecryptionKey decryption) {}
