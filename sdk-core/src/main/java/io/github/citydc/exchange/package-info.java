/**
 * The exchange of signed messages between nodes: client, receiver, inbox, and the two seams on
 * which every feature is built, {@link io.github.citydc.exchange.ExchangeClient#call} and {@link
 * io.github.citydc.exchange.Endpoint}.
 */
@NullMarked
package io.github.citydc.exchange;

import org.jspecify.annotations.NullMarked;
