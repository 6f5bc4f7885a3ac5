package dev.sallyport.poller;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Done;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster in memory, whose every answer can be turned into a refusal. */
final class TestingCluster implements Cluster {
  final Map<String, RequestFacts> requests = new LinkedHashMap<>();
  final Map<String, String> seen = new LinkedHashMap<>();
  final List<OpenedWatch> watches = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  Facts facts = new Facts("teleport.example.com", "18.11.0", true);
  Instant identityEnds;
  Optional<Reason> openRefusal = Optional.empty();
  Optional<Reason> pingRefusal = Optional.empty();
  Optional<Reason> listRefusal = Optional.empty();
  Optional<Reason> entriesRefusal = Optional.empty();
  Optional<Reason> watchRefusal = Optional.empty();
  Optional<Reason> reloadRefusal = Optional.empty();
  boolean withoutInit;
  boolean confirms = true;
  boolean closed;

  TestingCluster(Instant identityEnds) {
    this.identityEnds = identityEnds;
  }

  static final class OpenedWatch implements Watch {
    final Listener listener;
    boolean over;

    OpenedWatch(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      end(Reason.UNAVAILABLE, "closed by its owner");
    }

    void end(Reason reason, String text) {
      if (!over) {
        over = true;
        listener.onEnd(reason, text);
      }
    }
  }

  Connector connector() {
    return () -> {
      calls.add("open");
      return openRefusal
          .<Answer<Cluster>>map(reason -> Answer.refused(reason, "the certificate expired"))
          .orElseGet(() -> Answer.ok(this));
    };
  }

  List<OpenedWatch> openWatches() {
    return watches.stream().filter(watch -> !watch.over).toList();
  }

  /** Stores a request, and tells the open watches. */
  void put(String id, RequestState state, int reviews, String revision) {
    var request = new RequestFacts(id, state, reviews, revision);
    requests.put(id, request);
    openWatches().forEach(watch -> watch.listener.onPut(request));
  }

  void delete(String id) {
    requests.remove(id);
    openWatches().forEach(watch -> watch.listener.onDelete(id));
  }

  /** What is remembered of a request as it is now. */
  void handled(String id, RequestState state, int reviews) {
    seen.put(
        id,
        """
        {"v":1,"state":"%s","reviews":%d,"revision":"r","user":"alice@example.com","roles":[]}\
        """
            .formatted(state, reviews));
  }

  void cut(Reason reason, String text) {
    openWatches().forEach(watch -> watch.end(reason, text));
  }

  @Override
  public Answer<Facts> ping() {
    calls.add("ping");
    return pingRefusal.<Answer<Facts>>map(TestingCluster::refused).orElse(Answer.ok(facts));
  }

  @Override
  public Watch watch(Listener listener) {
    calls.add("watch");
    var watch = new OpenedWatch(listener);
    watches.add(watch);
    watchRefusal.ifPresentOrElse(
        reason -> watch.end(reason, "refused"),
        () -> {
          if (!withoutInit) {
            listener.onInit(confirms);
          }
        });
    return watch;
  }

  @Override
  public Answer<List<RequestFacts>> list() {
    calls.add("list");
    return listRefusal
        .<Answer<List<RequestFacts>>>map(TestingCluster::refused)
        .orElseGet(() -> Answer.ok(List.copyOf(requests.values())));
  }

  @Override
  public Answer<Map<String, String>> entries() {
    calls.add("entries");
    return entriesRefusal
        .<Answer<Map<String, String>>>map(TestingCluster::refused)
        .orElseGet(() -> Answer.ok(Map.copyOf(seen)));
  }

  @Override
  public Answer<Done> reload() {
    calls.add("reload");
    return reloadRefusal.<Answer<Done>>map(TestingCluster::refused).orElse(Answer.ok(Done.DONE));
  }

  @Override
  public Instant identityBegins() {
    return identityEnds.minus(Duration.ofHours(24));
  }

  @Override
  public Instant identityEnds() {
    return identityEnds;
  }

  @Override
  public void close() {
    closed = true;
    openWatches().forEach(OpenedWatch::close);
  }

  private static <T> Answer<T> refused(Reason reason) {
    return Answer.refused(reason, "refused");
  }
}
