/** Official documents on their way: sent, signed for, returned, withdrawn and urged. */
@NullMarked
package io.github.citydc.exchange.document;

import org.jspecify.annotations.NullMarked;
