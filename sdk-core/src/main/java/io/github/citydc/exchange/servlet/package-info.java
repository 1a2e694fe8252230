/** The receiver behind a servlet container. */
@NullMarked
package io.github.citydc.exchange.servlet;

import org.jspecify.annotations.NullMarked;
