/** Not API: the experiments of the signature doctor that know nothing of messages. */
@NullMarked
package io.github.citydc.signing.http.internal;

import org.jspecify.annotations.NullMarked;
