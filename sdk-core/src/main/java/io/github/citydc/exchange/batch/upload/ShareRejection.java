package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.Rejection;
import java.io.Serializable;

/**
 * A record of a shared batch that was not stored.
 *
 * @param share the number of the share it was added to
 * @param rejection which record of the share it is, from 1, and why
 */
public record ShareRejection(int share, Rejection rejection) implements Serializable {}
