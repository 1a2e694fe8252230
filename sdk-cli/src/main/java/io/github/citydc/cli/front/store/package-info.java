/** What a front-end machine remembers in its own database. */
@NullMarked
package io.github.citydc.cli.front.store;

import org.jspecify.annotations.NullMarked;
