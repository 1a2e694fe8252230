/** Records a node offers to others, and how they are pulled. */
@NullMarked
package io.github.citydc.exchange.records;

import org.jspecify.annotations.NullMarked;
