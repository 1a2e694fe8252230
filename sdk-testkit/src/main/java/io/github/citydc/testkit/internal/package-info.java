/** The console page of a sandbox node. Not for use by others. */
@NullMarked
package io.github.citydc.testkit.internal;

import org.jspecify.annotations.NullMarked;
