/** The simulated Opsgenie and JSM Operations over real HTTP. */
@NullMarked
package dev.sallyport.simulators.opsgenie;

import org.jspecify.annotations.NullMarked;
