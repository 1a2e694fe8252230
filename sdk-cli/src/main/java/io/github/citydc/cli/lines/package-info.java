/** Reading and writing files of lines, of any size and with any content, in constant memory. */
@NullMarked
package io.github.citydc.cli.lines;

import org.jspecify.annotations.NullMarked;
