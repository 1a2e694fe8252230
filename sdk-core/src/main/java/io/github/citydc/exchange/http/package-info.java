/** Transport over HTTP clients. */
@NullMarked
package io.github.citydc.exchange.http;

import org.jspecify.annotations.NullMarked;
