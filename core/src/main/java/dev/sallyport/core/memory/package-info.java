/** What was seen, decided and done: one plugin-data entry per request, a JSON document per part. */
@NullMarked
package dev.sallyport.core.memory;

import org.jspecify.annotations.NullMarked;
