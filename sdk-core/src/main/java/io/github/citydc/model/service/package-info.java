/** Government services 政务服务: matters, cases, certificates of record. */
@NullMarked
package io.github.citydc.model.service;

import org.jspecify.annotations.NullMarked;
