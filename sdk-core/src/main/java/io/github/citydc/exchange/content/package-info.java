/** Content that is named by its digest: the parts of batches, and files. */
@NullMarked
package io.github.citydc.exchange.content;

import org.jspecify.annotations.NullMarked;
