/** Not API: the files of the library, shared by its modules. */
@NullMarked
package io.github.citydc.internal;

import org.jspecify.annotations.NullMarked;
