/** Not API: the JSON forms and encodings of batches on the wire. */
@NullMarked
package io.github.citydc.exchange.batch.internal;

import org.jspecify.annotations.NullMarked;
