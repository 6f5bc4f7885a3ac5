/** Tests of the simulated Secrets Manager, by AWS's own client. */
@NullMarked
package dev.sallyport.simulators.parameters;

import org.jspecify.annotations.NullMarked;
