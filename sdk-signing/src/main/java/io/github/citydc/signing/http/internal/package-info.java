/** Not API: what reading and verifying a signature shares with the doctor. */
@NullMarked
package io.github.citydc.signing.http.internal;

import org.jspecify.annotations.NullMarked;
