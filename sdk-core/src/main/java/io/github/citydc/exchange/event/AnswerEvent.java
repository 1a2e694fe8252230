package io.github.citydc.exchange.event;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.RequestVerification;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer of a receiver to a request. Immutable.
 *
 * @param request what was asked
 * @param status the status of HTTP
 * @param code why it was refused; empty if it was not
 * @param verification whether the request was verified before it was answered
 * @param bytes the size of the answer's body
 * @param took from the request, complete, to the answer, signed
 */
public record AnswerEvent(
    RequestEvent request,
    int status,
    Optional<ProblemCode> code,
    RequestVerification verification,
    int bytes,
    Duration took) {}
