/** PagerDuty's REST API v2. */
@NullMarked
package dev.sallyport.integrations.pagerduty;

import org.jspecify.annotations.NullMarked;
