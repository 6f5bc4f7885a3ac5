@NullMarked
package dev.sallyport.workers;

import org.jspecify.annotations.NullMarked;
