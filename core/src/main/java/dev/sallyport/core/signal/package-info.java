/** What a unit tells of its work: to people, to logs and to alarms. */
@NullMarked
package dev.sallyport.core.signal;

import org.jspecify.annotations.NullMarked;
