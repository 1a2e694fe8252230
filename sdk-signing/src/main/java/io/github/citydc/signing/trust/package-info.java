/**
 * Trust: anchors, validation of certificate paths with SM2, and the binding of a certificate to a
 * node. The JDK's {@code CertPath} validates no SM2 signature, so the part of RFC 5280 §6 that the
 * interface standard needs is here.
 */
@NullMarked
package io.github.citydc.signing.trust;

import org.jspecify.annotations.NullMarked;
