/** The webhook function as Lambda starts it: the packed zip in a process of the real runtime. */
@NullMarked
package dev.sallyport.tests.coldstart;

import org.jspecify.annotations.NullMarked;
