package dev.sallyport.simulators.fault;

/**
 * One call that reached a simulated system.
 *
 * @param system {@code teleport}, {@code pagerduty}, …
 * @param operation the method of the API: {@code SubmitAccessReview}, {@code POST /incidents}, …,
 *     with {@code {id}} in place of identifiers
 * @param subject what it is about: an Access Request's id, an incident's id, the kind of resources
 *     that are listed, or empty
 */
public record Call(String system, String operation, String subject) {
  @Override
  public String toString() {
    return system + " " + operation + (subject.isEmpty() ? "" : " " + subject);
  }
}
