/** Work that a front-end machine does again and again. */
@NullMarked
package io.github.citydc.cli.front.work;

import org.jspecify.annotations.NullMarked;
