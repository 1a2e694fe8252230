/** The base register of the population 人口基础库. */
@NullMarked
package io.github.citydc.model.population;

import org.jspecify.annotations.NullMarked;
