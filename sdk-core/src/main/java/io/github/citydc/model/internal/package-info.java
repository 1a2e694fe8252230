/** Not API: what the constructors of records have in common. */
@NullMarked
package io.github.citydc.model.internal;

import org.jspecify.annotations.NullMarked;
