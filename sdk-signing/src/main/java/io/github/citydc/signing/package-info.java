/**
 * Keys, algorithms and digests. The algorithm is a property of the key and cannot be chosen
 * otherwise; values that are easily confused have types of their own ({@link
 * io.github.citydc.signing.Sm2Signature}).
 *
 * <p>All signature arithmetic is BouncyCastle's lightweight API. The JDK knows neither SM2 nor SM3,
 * and its provider list belongs to the application: with one library used directly for every
 * algorithm, nothing here depends on that list and nothing here changes it.
 */
@NullMarked
package io.github.citydc.signing;

import org.jspecify.annotations.NullMarked;
