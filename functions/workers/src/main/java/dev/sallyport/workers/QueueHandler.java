package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A function that is fed from a queue. */
public abstract class QueueHandler implements RequestStreamHandler {
  private final Supplier<Work> work;

  QueueHandler(Supplier<Work> work) {
    this.work = work;
  }

  /** As Lambda calls it, see {@link BatchJson}. */
  @Override
  public final void handleRequest(
      InputStream batch, OutputStream response, @Nullable Context context) throws IOException {
    BatchJson.write(take(BatchJson.read(batch)), response);
  }

  /** Takes a batch; answers which of it comes back. */
  public final SQSBatchResponse take(SQSEvent batch) {
    return work.get().on(batch);
  }
}
