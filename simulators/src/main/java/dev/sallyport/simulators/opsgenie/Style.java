package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.http.Answer;

/** How a surface words what is the same on all of them. */
interface Style {
  Answer error(ApiError error);

  /** Tells the caller how close it is to the limit, where the surface does. */
  Answer limited(Answer answer, RateLimit state);
}
