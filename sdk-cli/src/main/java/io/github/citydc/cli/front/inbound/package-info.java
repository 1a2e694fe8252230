/** The ways of accepted payloads into a vendor's system. */
@NullMarked
package io.github.citydc.cli.front.inbound;

import org.jspecify.annotations.NullMarked;
