/** A simulated Parameter Store of AWS Systems Manager. */
@NullMarked
package dev.sallyport.simulators.parameters;

import org.jspecify.annotations.NullMarked;
