/** What an implementer provides: signing, transport, storage. */
@NullMarked
package io.github.citydc.exchange.spi;

import org.jspecify.annotations.NullMarked;
