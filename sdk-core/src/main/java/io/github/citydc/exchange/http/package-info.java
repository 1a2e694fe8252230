/** HTTP requests and responses, and the transports that carry them between nodes. */
@NullMarked
package io.github.citydc.exchange.http;

import org.jspecify.annotations.NullMarked;
