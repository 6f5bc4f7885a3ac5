/**
 * Teleport's Access Monitoring Rules: whom they name for a request. They never approve anything.
 */
@NullMarked
package dev.sallyport.core.rule;

import org.jspecify.annotations.NullMarked;
