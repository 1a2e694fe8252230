/** Sending the lines of a file: directly, or through an outbox that outlives a crash. */
@NullMarked
package io.github.citydc.cli.send;

import org.jspecify.annotations.NullMarked;
