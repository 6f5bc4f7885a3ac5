@NullMarked
package dev.sallyport.simulators.teleport;

import org.jspecify.annotations.NullMarked;
