/** The ways from a vendor's system into the outbox, and of the results back. */
@NullMarked
package io.github.citydc.cli.front.outbound;

import org.jspecify.annotations.NullMarked;
