/** The secrets of a stack on AWS, as an operator stores, changes and ends them. */
@NullMarked
package dev.sallyport.cli.secrets;

import org.jspecify.annotations.NullMarked;
