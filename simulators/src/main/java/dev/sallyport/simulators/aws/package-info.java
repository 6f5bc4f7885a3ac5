/** What AWS's services with a JSON protocol have in common. */
@NullMarked
package dev.sallyport.simulators.aws;

import org.jspecify.annotations.NullMarked;
