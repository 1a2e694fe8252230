/** The stores of the exchange on {@code java.sql}, and the schema of their tables. */
@NullMarked
package io.github.citydc.exchange.jdbc;

import org.jspecify.annotations.NullMarked;
