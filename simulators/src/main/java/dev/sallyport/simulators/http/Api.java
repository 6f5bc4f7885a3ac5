package dev.sallyport.simulators.http;

import dev.sallyport.simulators.fault.Call;

/** A simulated API behind its {@link Front}. */
public interface Api {
  /** What the call is named in the journal and for faults. */
  Call call(Request request);

  /** Who calls, as far as the request itself says so, or empty. */
  String caller(Request request);

  Answer serve(Request request);

  /** The error that a switched fault asks for, in the API's own shape. */
  Answer refuse(int status, String message);
}
