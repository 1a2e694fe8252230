/**
 * The interfaces for protecting messages: signing and verifying, encrypting and decrypting, and
 * replay protection. The module {@code sdk-signing} implements them.
 */
@NullMarked
package io.github.citydc.exchange.security;

import org.jspecify.annotations.NullMarked;
