/**
 * {@code cdx demo}: a city and a district exchange real messages on one machine, and are attacked.
 */
@NullMarked
package io.github.citydc.cli.demo;

import org.jspecify.annotations.NullMarked;
