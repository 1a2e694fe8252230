/**
 * Host names of the e-government network: their form, the rules of the State Council, and
 * suggestions.
 */
@NullMarked
package io.github.citydc.naming.domain;

import org.jspecify.annotations.NullMarked;
