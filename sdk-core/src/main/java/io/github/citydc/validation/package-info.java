/**
 * The rules of payloads: Jakarta constraints for the codes of the standards, and the validator that
 * client and receiver use.
 */
@NullMarked
package io.github.citydc.validation;

import org.jspecify.annotations.NullMarked;
