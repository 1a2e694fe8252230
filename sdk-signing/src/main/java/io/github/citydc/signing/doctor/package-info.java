/** The signature doctor: why a signature does not verify, and what would make it verify. */
@NullMarked
package io.github.citydc.signing.doctor;

import org.jspecify.annotations.NullMarked;
