/** People decide in Slack, in a real browser. */
@NullMarked
package dev.sallyport.tests.browser;

import org.jspecify.annotations.NullMarked;
