/** Names of information resources. */
@NullMarked
package io.github.citydc.naming.resource;

import org.jspecify.annotations.NullMarked;
