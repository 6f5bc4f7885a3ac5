/**
 * One account of Opsgenie and Jira Service Management Operations on a loopback socket: Opsgenie's
 * REST API v2, JSM's integration events API, its Ops REST API and Jira's user look-up over the same
 * alerts and schedules, a page on which people act, a movable clock, switchable faults and a
 * journal. Incidents, outgoing webhooks and notifications are not simulated.
 */
@NullMarked
package dev.sallyport.simulators.opsgenie;

import org.jspecify.annotations.NullMarked;
