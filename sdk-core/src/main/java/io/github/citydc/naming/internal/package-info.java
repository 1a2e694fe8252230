/** Not API: how the directories fetch small documents. */
@NullMarked
package io.github.citydc.naming.internal;

import org.jspecify.annotations.NullMarked;
