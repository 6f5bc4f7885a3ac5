/** Text that users wrote, made safe to show. */
@NullMarked
package dev.sallyport.core.text;

import org.jspecify.annotations.NullMarked;
