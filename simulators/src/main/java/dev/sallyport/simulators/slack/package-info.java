/**
 * A Slack workspace on a loopback socket: the Web API methods a bot needs to tell and ask people,
 * signed button clicks to a request URL, {@code response_url}, a page on which people read and
 * click, a movable clock, switchable faults and a journal. Events, slash commands and modals are
 * not simulated.
 */
@NullMarked
package dev.sallyport.simulators.slack;

import org.jspecify.annotations.NullMarked;
