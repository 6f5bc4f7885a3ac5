/**
 * PagerDuty's REST API v2 on a loopback socket: the rules a client meets in practice, a movable
 * clock, switchable faults and a journal. Webhook subscriptions and deliveries are not simulated.
 */
@NullMarked
package dev.sallyport.simulators.pagerduty;

import org.jspecify.annotations.NullMarked;
