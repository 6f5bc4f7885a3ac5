/** The stored configuration: a parameter of a stack, or a file on this machine. */
@NullMarked
package dev.sallyport.cli.config;

import org.jspecify.annotations.NullMarked;
