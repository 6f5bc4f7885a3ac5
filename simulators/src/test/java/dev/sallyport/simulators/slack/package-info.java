/** The simulated Slack against Slack's own published client, models and examples. */
@NullMarked
package dev.sallyport.simulators.slack;

import org.jspecify.annotations.NullMarked;
