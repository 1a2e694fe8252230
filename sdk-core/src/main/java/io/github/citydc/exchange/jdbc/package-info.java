/** Storage on java.sql. */
@NullMarked
package io.github.citydc.exchange.jdbc;

import org.jspecify.annotations.NullMarked;
