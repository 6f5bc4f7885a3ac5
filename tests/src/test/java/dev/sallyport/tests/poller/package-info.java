/** The poller as it is deployed: a process of its own. */
@NullMarked
package dev.sallyport.tests.poller;

import org.jspecify.annotations.NullMarked;
