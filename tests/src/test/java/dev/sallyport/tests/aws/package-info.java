/** The deployed functions over AWS's own services, as a server of their protocols serves them. */
@NullMarked
package dev.sallyport.tests.aws;

import org.jspecify.annotations.NullMarked;
