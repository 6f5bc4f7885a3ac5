/** The always-on watcher of Access Requests: it forwards hints, and decides nothing. */
@NullMarked
package dev.sallyport.poller;

import org.jspecify.annotations.NullMarked;
