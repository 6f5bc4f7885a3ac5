/**
 * PagerDuty's REST API v2 on a loopback socket, its v3 webhooks, and a page for people: the rules a
 * client meets in practice, a movable clock, switchable faults and a journal.
 */
@NullMarked
package dev.sallyport.simulators.pagerduty;

import org.jspecify.annotations.NullMarked;
