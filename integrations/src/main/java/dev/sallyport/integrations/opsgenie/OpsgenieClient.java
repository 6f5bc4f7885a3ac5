package dev.sallyport.integrations.opsgenie;

import dev.sallyport.integrations.http.Listing;
import dev.sallyport.integrations.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Opsgenie and JSM Operations have in common, as far as it is needed. Every outcome is a
 * {@link Reply}; nothing is retried here, and no secret appears in a message. A write is taken
 * first and done later: a {@link Promise} proves nothing. Safe for use by several threads.
 */
public sealed interface OpsgenieClient permits ClassicClient, JsmClient {
  /** The product's name, for messages. */
  String product();

  /** Finds responders, where the API does not do that by itself. */
  Reply<Addressees> address(List<Responder> responders);

  /** Makes an alert, unless one is open under its alias: then that one counts up. */
  Reply<Promise> create(NewAlert alert);

  Reply<Promise> addNote(String alertId, String text);

  Reply<Promise> close(String alertId);

  /** What became of a write. */
  Reply<Processing> processing(Promise promise);

  /** Takes a tag for an alert; to be looked for at the alert itself. */
  Reply<Promise> addTag(String alertId, String tag);

  /** An alert by its id; empty when there is none. */
  Reply<Optional<Alert>> alert(String alertId);

  /** The alerts that bear the alias, at most one of them open. */
  Reply<List<Alert>> alertsBy(String alias);

  /** The open alerts that bear the tag, at most 10,000. */
  Reply<Listing<Alert>> openAlerts(String tag);

  Reply<List<AlertNote>> notes(String alertId);

  /**
   * Who is on call for a schedule; empty when there is none of that name or id.
   *
   * @param schedule its name, in whatever case, or its id
   */
  Reply<Optional<Rota>> onCall(String schedule, Instant at);
}
