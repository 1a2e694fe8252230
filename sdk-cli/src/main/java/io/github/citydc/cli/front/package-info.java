/** The front-end machine: exchange for systems that do not embed the library. */
@NullMarked
package io.github.citydc.cli.front;

import org.jspecify.annotations.NullMarked;
