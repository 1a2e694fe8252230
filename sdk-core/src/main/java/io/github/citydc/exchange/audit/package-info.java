/**
 * The audit trail of a receiver 安全审计: who has read or sent what, when, from where, and what came of
 * it. Without any value of a payload.
 */
@NullMarked
package io.github.citydc.exchange.audit;

import org.jspecify.annotations.NullMarked;
