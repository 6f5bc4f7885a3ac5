package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/** What a function does with a batch of messages. */
@FunctionalInterface
interface Work {
  SQSBatchResponse on(SQSEvent batch);
}
