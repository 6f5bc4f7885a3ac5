/** Tests of the CDK app. */
@NullMarked
package dev.sallyport.infra;

import org.jspecify.annotations.NullMarked;
