/** The content of a node, parts of batches and files, in S3-compatible storage. */
@NullMarked
package io.github.citydc.s3;

import org.jspecify.annotations.NullMarked;
