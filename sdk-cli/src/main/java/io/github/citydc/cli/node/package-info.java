/** Another node, known by its address and the root of the city only. */
@NullMarked
package io.github.citydc.cli.node;

import org.jspecify.annotations.NullMarked;
