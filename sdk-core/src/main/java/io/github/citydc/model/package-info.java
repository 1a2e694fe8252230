/** What every payload is: its type name, its jurisdiction, and its JSON form. */
@NullMarked
package io.github.citydc.model;

import org.jspecify.annotations.NullMarked;
