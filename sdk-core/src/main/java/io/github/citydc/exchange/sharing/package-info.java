/**
 * Grants that decide who may read what (Decree 809; interface standard §7): the values, the
 * decision and the store it needs. What answers reads asks {@link
 * io.github.citydc.exchange.sharing.Grants} anew for each answer, so that an expiry, a suspension
 * or a change has its effect at once.
 */
@NullMarked
package io.github.citydc.exchange.sharing;

import org.jspecify.annotations.NullMarked;
