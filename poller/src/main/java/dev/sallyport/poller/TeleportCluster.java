package dev.sallyport.poller;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Done;
import dev.sallyport.teleport.OpenWatch;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.TeleportClientBuilder;
import dev.sallyport.teleport.UnusableIdentity;
import dev.sallyport.teleport.WatchListener;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Teleport cluster, over its Auth API. */
public final class TeleportCluster implements Cluster {
  private static final int PAGE = 200;

  private final TeleportClient client;

  private TeleportCluster(TeleportClient client) {
    this.client = client;
  }

  /** Connects with what the builder says. */
  public static Connector connector(TeleportClientBuilder builder) {
    return () -> {
      try {
        return Answer.ok(new TeleportCluster(builder.build()));
      } catch (UnusableIdentity e) {
        return Answer.refused(Reason.INVALID, String.valueOf(e.getMessage()));
      } catch (Unavailable e) {
        return Answer.refused(Reason.UNAVAILABLE, String.valueOf(e.getMessage()));
      }
    };
  }

  @Override
  public Answer<Facts> ping() {
    return client
        .ping()
        .map(
            pong ->
                new Facts(
                    pong.getClusterName(),
                    pong.getServerVersion(),
                    pong.getServerFeatures().getAdvancedAccessWorkflows()));
  }

  @Override
  public Watch watch(Listener listener) {
    OpenWatch watch = client.watch(Set.of(OpenWatch.ACCESS_REQUEST), new Translated(listener));
    return watch::close;
  }

  @Override
  public Answer<List<RequestFacts>> list() {
    return client
        .accessRequests(AccessRequestFilter.getDefaultInstance(), PAGE)
        .map(requests -> requests.stream().map(TeleportCluster::facts).toList())
        .flatMap(this::unlessPartial);
  }

  private Answer<List<RequestFacts>> unlessPartial(List<RequestFacts> listed) {
    return new OwnRights(client).lacksRequests()
        ? Answer.refused(Reason.DENIED, "the list holds only what this identity may see")
        : Answer.ok(listed);
  }

  @Override
  public Answer<Map<String, String>> entries() {
    return client
        .allPluginData(Memory.PLUGIN)
        .map(
            entries -> {
              var seen = HashMap.<String, String>newHashMap(entries.size());
              entries.forEach((id, entry) -> seen.put(id, entry.getOrDefault(Seen.KEY, "")));
              return Map.copyOf(seen);
            });
  }

  @Override
  public Answer<Done> reload() {
    return client.reload();
  }

  @Override
  public Instant identityBegins() {
    return client.identity().notBefore();
  }

  @Override
  public Instant identityEnds() {
    return client.identity().notAfter();
  }

  @Override
  public void close() {
    client.close();
  }

  private static RequestFacts facts(AccessRequestV3 request) {
    return new RequestFacts(
        request.getMetadata().getName(),
        switch (request.getSpec().getState()) {
          case PENDING -> RequestState.PENDING;
          case APPROVED -> RequestState.APPROVED;
          case DENIED -> RequestState.DENIED;
          case PROMOTED -> RequestState.PROMOTED;
          case NONE, UNRECOGNIZED -> RequestState.UNKNOWN;
        },
        request.getSpec().getReviewsCount(),
        request.getMetadata().getRevision());
  }

  private record Translated(Listener listener) implements WatchListener {
    @Override
    public void onInit(Set<String> confirmedKinds) {
      listener.onInit(confirmedKinds.contains(OpenWatch.ACCESS_REQUEST));
    }

    @Override
    public void onPut(AccessRequestV3 request) {
      listener.onPut(facts(request));
    }

    @Override
    public void onDelete(String requestId) {
      listener.onDelete(requestId);
    }

    @Override
    public void onSuperseded() {
      listener.onSuperseded();
    }

    @Override
    public void onEnd(Reason reason, String text) {
      listener.onEnd(reason, text);
    }
  }
}
