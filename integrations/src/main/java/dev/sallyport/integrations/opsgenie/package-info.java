/** Opsgenie's REST API v2, and Jira Service Management's Operations, which succeed it. */
@NullMarked
package dev.sallyport.integrations.opsgenie;

import org.jspecify.annotations.NullMarked;
