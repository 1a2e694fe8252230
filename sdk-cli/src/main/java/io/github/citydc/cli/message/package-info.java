/** HTTP messages and keys in files, for the commands that sign, verify and explain. */
@NullMarked
package io.github.citydc.cli.message;

import org.jspecify.annotations.NullMarked;
