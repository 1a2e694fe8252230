/** The base register of space 自然资源和空间地理基础库: addresses, buildings, unit grids. */
@NullMarked
package io.github.citydc.model.space;

import org.jspecify.annotations.NullMarked;
