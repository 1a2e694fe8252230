/** Not API: the forms of batches on the wire. */
@NullMarked
package io.github.citydc.exchange.batch.wire;

import org.jspecify.annotations.NullMarked;
