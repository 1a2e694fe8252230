/** The catalog of information resources 政务信息资源目录. */
@NullMarked
package io.github.citydc.model.catalog;

import org.jspecify.annotations.NullMarked;
