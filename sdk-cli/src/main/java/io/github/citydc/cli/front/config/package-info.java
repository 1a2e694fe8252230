/** The one file that sets up a front-end machine. */
@NullMarked
package io.github.citydc.cli.front.config;

import org.jspecify.annotations.NullMarked;
