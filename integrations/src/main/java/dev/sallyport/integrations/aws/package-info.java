/** Queues on SQS, secrets in Secrets Manager, the configuration in Parameter Store. */
@NullMarked
package dev.sallyport.integrations.aws;

import org.jspecify.annotations.NullMarked;
