/** Makes a site of README and docs, with search and checked links. */
@NullMarked
package io.github.citydc.site;

import org.jspecify.annotations.NullMarked;
