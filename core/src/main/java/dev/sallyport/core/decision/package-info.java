/** Automatic approval of those who are on call, and where a request is announced. */
@NullMarked
package dev.sallyport.core.decision;

import org.jspecify.annotations.NullMarked;
