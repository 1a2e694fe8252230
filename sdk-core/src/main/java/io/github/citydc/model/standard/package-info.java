/**
 * The payload types of the interface standard as a whole: their list, their JSON Schemas and
 * examples.
 */
@NullMarked
package io.github.citydc.model.standard;

import org.jspecify.annotations.NullMarked;
