/** The base register of legal entities 法人基础库. */
@NullMarked
package io.github.citydc.model.organization;

import org.jspecify.annotations.NullMarked;
