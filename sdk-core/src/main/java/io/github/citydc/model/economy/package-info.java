/** The base register of the economy 宏观经济基础库. */
@NullMarked
package io.github.citydc.model.economy;

import org.jspecify.annotations.NullMarked;
