/** Tests of Slack's client and messages, over real sockets. */
@NullMarked
package dev.sallyport.integrations.slack;

import org.jspecify.annotations.NullMarked;
