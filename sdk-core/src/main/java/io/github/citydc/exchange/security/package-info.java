/**
 * The seam of protection: who signs and verifies, who encrypts and decrypts, who remembers nonces.
 * The module {@code sdk-signing} implements it.
 */
@NullMarked
package io.github.citydc.exchange.security;

import org.jspecify.annotations.NullMarked;
