/** Slack's Web API: its client, who a recipient is, and the words of a message. */
@NullMarked
package dev.sallyport.integrations.slack;

import org.jspecify.annotations.NullMarked;
