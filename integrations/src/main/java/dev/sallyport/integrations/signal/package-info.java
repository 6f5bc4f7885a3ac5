/** Signals as structured log lines. */
@NullMarked
package dev.sallyport.integrations.signal;

import org.jspecify.annotations.NullMarked;
