package io.github.citydc.exchange.event;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;

/**
 * A step of a batch. Immutable.
 *
 * @param sender who sent it
 * @param batch its id
 * @param type what its records are
 * @param step what has happened
 * @param records how many records the step was about; 0 where it was about none
 * @param took how long the step took; zero where it was a moment
 */
public record BatchEvent(
    NodeId sender, MessageId batch, PayloadType type, BatchStep step, int records, Duration took) {}
