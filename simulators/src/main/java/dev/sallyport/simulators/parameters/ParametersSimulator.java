package dev.sallyport.simulators.parameters;

import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.http.Front;
import dev.sallyport.simulators.http.Loopback;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Parameter Store on a real socket: GetParameter and PutParameter of texts, with versions and the
 * limits of the tiers (4 KB and 8 KB). Any signed call may do all. Source: AWS Systems Manager, API
 * reference.
 */
public final class ParametersSimulator implements AutoCloseable {
  private final Faults faults = new Faults();
  private final Journal journal;
  private final Parameters parameters;
  private final Loopback server;

  private ParametersSimulator(InstantSource clock) {
    this.journal = new Journal(clock);
    this.parameters = new Parameters(clock);
    this.server = Loopback.open(0);
    server.serving("/", new Front("", new ParametersApi(parameters), faults, journal)).start();
  }

  public static ParametersSimulator start() {
    return new ParametersSimulator(InstantSource.system());
  }

  /** The endpoint, without a slash at the end. */
  public URI url() {
    return server.url();
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  /** The newest version. */
  public Optional<Parameter> find(String name) {
    return parameters.find(name);
  }

  /** All versions, oldest first. */
  public List<Parameter> versions(String name) {
    return parameters.versions(name);
  }

  /** Somebody else stores a value; answers its version. */
  public long put(String name, String value) {
    return parameters.put(name, value, true, "Intelligent-Tiering").version();
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    server.close();
  }
}
