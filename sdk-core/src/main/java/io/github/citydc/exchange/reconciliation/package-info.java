/**
 * Reconciliation 对账: the comparison of the messages one node has sent with those another has
 * accepted (interface standard §4.4).
 */
@NullMarked
package io.github.citydc.exchange.reconciliation;

import org.jspecify.annotations.NullMarked;
