/** The catalogue of information resources 政务信息资源目录. */
@NullMarked
package io.github.citydc.model.catalogue;

import org.jspecify.annotations.NullMarked;
