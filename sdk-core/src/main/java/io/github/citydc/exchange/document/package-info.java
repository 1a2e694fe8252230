/** The exchange of official documents: sending, signing for, returning, withdrawing and urging. */
@NullMarked
package io.github.citydc.exchange.document;

import org.jspecify.annotations.NullMarked;
