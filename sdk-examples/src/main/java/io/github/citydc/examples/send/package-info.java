/** Sending the lines of a file: directly, or through an outbox that outlives a crash. */
@NullMarked
package io.github.citydc.examples.send;

import org.jspecify.annotations.NullMarked;
