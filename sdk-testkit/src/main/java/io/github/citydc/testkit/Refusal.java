package io.github.citydc.testkit;

import io.github.citydc.exchange.message.Problem;
import java.time.Instant;

/**
 * A request that a sandbox node has refused.
 *
 * @param at when it was answered, by the clock of the node
 * @param problem what was answered
 */
public record Refusal(Instant at, Problem problem) {}
