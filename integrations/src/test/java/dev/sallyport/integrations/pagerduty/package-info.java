/** Tests against hand-written servers that answer PagerDuty's documented bodies. */
@NullMarked
package dev.sallyport.integrations.pagerduty;

import org.jspecify.annotations.NullMarked;
