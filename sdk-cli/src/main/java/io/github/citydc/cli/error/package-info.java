/** The pages of the documentation that explain error codes. */
@NullMarked
package io.github.citydc.cli.error;

import org.jspecify.annotations.NullMarked;
