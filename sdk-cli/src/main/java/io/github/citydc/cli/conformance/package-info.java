/** How {@code cdx conformance} runs what is under test, and what it prints. */
@NullMarked
package io.github.citydc.cli.conformance;

import org.jspecify.annotations.NullMarked;
