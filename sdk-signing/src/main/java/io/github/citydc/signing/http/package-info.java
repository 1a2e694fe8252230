/**
 * HTTP message signatures (RFC 9421) and digests (RFC 9530), and the profile of them that the
 * interface standard enforces, §4.1.
 */
@NullMarked
package io.github.citydc.signing.http;

import org.jspecify.annotations.NullMarked;
