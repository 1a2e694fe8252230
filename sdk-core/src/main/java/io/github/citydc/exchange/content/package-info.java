/**
 * Bytes that are named by their digest, the parts of batches and files: how they are stored and how
 * they are sent.
 */
@NullMarked
package io.github.citydc.exchange.content;

import org.jspecify.annotations.NullMarked;
