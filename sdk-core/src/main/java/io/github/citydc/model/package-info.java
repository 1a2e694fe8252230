/** The common parts of all payloads: type name, jurisdiction and JSON form. */
@NullMarked
package io.github.citydc.model;

import org.jspecify.annotations.NullMarked;
