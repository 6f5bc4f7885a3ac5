/** Queues on SQS. */
@NullMarked
package dev.sallyport.integrations.aws;

import org.jspecify.annotations.NullMarked;
