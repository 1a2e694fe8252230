/** Reconciliation 对账: two nodes find out whether what one sent is what the other accepted. */
@NullMarked
package io.github.citydc.exchange.reconciliation;

import org.jspecify.annotations.NullMarked;
