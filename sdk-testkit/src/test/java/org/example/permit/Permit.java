package org.example.permit;

import java.time.OffsetDateTime;

/**
 * A permit to park as a resident.
 *
 * @param issuer the node that gave it
 * @param plate the plate of the car
 * @param issuedAt when it was given
 */
public record Permit(String issuer, String plate, OffsetDateTime issuedAt) {}
