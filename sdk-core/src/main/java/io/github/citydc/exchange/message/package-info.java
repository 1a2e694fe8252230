/**
 * The parts of a message: id, envelope, receipt and evidence, and the problems and exceptions
 * returned instead of a receipt.
 */
@NullMarked
package io.github.citydc.exchange.message;

import org.jspecify.annotations.NullMarked;
