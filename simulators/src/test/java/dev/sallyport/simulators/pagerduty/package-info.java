/** Tests of the simulated PagerDuty over raw HTTP. */
@NullMarked
package dev.sallyport.simulators.pagerduty;

import org.jspecify.annotations.NullMarked;
