package dev.sallyport.integrations.teleport;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.util.Optional;

/** Reads Access Requests by id. */
public final class TeleportAccessRequests implements AccessRequests {
  private final TeleportClient teleport;

  public TeleportAccessRequests(TeleportClient teleport) {
    this.teleport = teleport;
  }

  @Override
  public Optional<AccessRequest> find(String id) {
    return switch (teleport.accessRequest(id)) {
      case Answer.Ok<Optional<AccessRequestV3>>(Optional<AccessRequestV3> found) ->
          found.map(WireRequest::of);
      case Answer.Refused<Optional<AccessRequestV3>>(Reason reason, String text) ->
          throw new Unavailable("Teleport does not show Access Requests (" + reason + "): " + text);
    };
  }
}
