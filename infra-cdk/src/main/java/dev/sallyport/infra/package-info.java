/** The CDK app: {@code template.yaml}, and what its users bring themselves. */
@NullMarked
package dev.sallyport.infra;

import org.jspecify.annotations.NullMarked;
