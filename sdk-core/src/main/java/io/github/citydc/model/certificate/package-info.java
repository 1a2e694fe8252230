/** Electronic certificates 电子证照. */
@NullMarked
package io.github.citydc.model.certificate;

import org.jspecify.annotations.NullMarked;
