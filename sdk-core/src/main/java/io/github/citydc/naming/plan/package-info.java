/** The naming plan of a city: which host belongs to which node. */
@NullMarked
package io.github.citydc.naming.plan;

import org.jspecify.annotations.NullMarked;
