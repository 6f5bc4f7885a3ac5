/** Tests of the simulated Secrets Manager, by AWS's own client. */
@NullMarked
package dev.sallyport.simulators.secretsmanager;

import org.jspecify.annotations.NullMarked;
