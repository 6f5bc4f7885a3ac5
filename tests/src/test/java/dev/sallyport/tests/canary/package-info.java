/** Secrets and users' reasons stay out of everything that is logged. */
@NullMarked
package dev.sallyport.tests.canary;

import org.jspecify.annotations.NullMarked;
