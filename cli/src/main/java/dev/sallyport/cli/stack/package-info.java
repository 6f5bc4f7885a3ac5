/** A deployment on AWS, found by its name: configuration, secrets, queues. */
@NullMarked
package dev.sallyport.cli.stack;

import org.jspecify.annotations.NullMarked;
