/** Who is on call, as the providers tell it. */
@NullMarked
package dev.sallyport.core.oncall;

import org.jspecify.annotations.NullMarked;
