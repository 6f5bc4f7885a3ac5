/** What is deployed is what was meant: the template, read with its conditions worked out. */
@NullMarked
package dev.sallyport.tests.deploy;

import org.jspecify.annotations.NullMarked;
