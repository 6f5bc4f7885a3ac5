/** Access Requests as Teleport tells them: their truth, and their end. */
@NullMarked
package dev.sallyport.core.request;

import org.jspecify.annotations.NullMarked;
