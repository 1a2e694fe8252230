/**
 * Files that accompany messages: they are sent in parts, assembled by the receiver, and referred to
 * by digest (interface standard §4.8).
 */
@NullMarked
package io.github.citydc.exchange.file;

import org.jspecify.annotations.NullMarked;
