/** Discovery of nodes by DNS. */
@NullMarked
package io.github.citydc.naming.dns;

import org.jspecify.annotations.NullMarked;
