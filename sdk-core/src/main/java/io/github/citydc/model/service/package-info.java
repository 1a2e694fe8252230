/** Government services 政务服务: service items and cases. */
@NullMarked
package io.github.citydc.model.service;

import org.jspecify.annotations.NullMarked;
