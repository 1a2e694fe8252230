/** Not API: constraint annotations compiled to plans that need no reflection per record. */
@NullMarked
package io.github.citydc.validation.internal;

import org.jspecify.annotations.NullMarked;
