/** Not API: what signs certificates and requests. */
@NullMarked
package io.github.citydc.signing.trust.internal;

import org.jspecify.annotations.NullMarked;
