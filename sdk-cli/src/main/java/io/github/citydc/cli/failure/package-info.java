/** What went wrong, in one line that an operator can act on. */
@NullMarked
package io.github.citydc.cli.failure;

import org.jspecify.annotations.NullMarked;
