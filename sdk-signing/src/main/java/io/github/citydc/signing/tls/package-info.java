/**
 * TLS with the keys and certificates of this SDK: the JDK's own, TLS 1.3 with SM2, SM3 and SM4 (RFC
 * 8998), and TLCP (GB/T 38636), with any JSSE provider that supports it.
 */
@NullMarked
package io.github.citydc.signing.tls;

import org.jspecify.annotations.NullMarked;
