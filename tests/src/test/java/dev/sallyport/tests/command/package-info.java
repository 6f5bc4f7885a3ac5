/** The command line as people meet it. */
@NullMarked
package dev.sallyport.tests.command;

import org.jspecify.annotations.NullMarked;
