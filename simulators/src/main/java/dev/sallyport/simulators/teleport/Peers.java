package dev.sallyport.simulators.teleport;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the caller from the TLS certificate, refuses clients of an old or unreadable version, and
 * tells the server's own.
 */
final class Peers implements ServerInterceptor {
  private static final Context.Key<Caller> CALLER = Context.key("caller");
  private static final Context.Key<String> ADDRESS = Context.key("address");
  private static final Metadata.Key<String> VERSION =
      Metadata.Key.of("version", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern SEMVER = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)([-+].*)?");

  private final String serverVersion;
  private final int oldestMajor;

  Peers(String serverVersion) {
    this.serverVersion = serverVersion;
    this.oldestMajor = major(serverVersion) - 1;
  }

  static Caller caller() {
    return CALLER.get();
  }

  static String address() {
    return ADDRESS.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    ServerCall<Q, A> versioned = new Versioned<>(call);
    String version = headers.get(VERSION);
    if (version != null && major(version) < oldestMajor) {
      versioned.close(
          Status.PERMISSION_DENIED.withDescription("client version is unsupported"),
          new Metadata());
      return new ServerCall.Listener<Q>() {};
    }
    SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    Context context =
        Context.current()
            .withValue(CALLER, caller(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)))
            .withValue(ADDRESS, String.valueOf(remote).replaceFirst("^.*/", ""));
    return Contexts.interceptCall(context, versioned, headers, next);
  }

  private static int major(String version) {
    Matcher matcher = SEMVER.matcher(version);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private static Caller caller(@Nullable SSLSession session) {
    if (session == null) {
      throw new IllegalStateException("a call without TLS");
    }
    try {
      X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
      X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
      return Caller.of(values(subject, BCStyle.CN).getFirst(), values(subject, BCStyle.O));
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException("a call without a client certificate", e);
    }
  }

  private static List<String> values(X500Name subject, ASN1ObjectIdentifier type) {
    List<String> values = new ArrayList<>();
    for (RDN rdn : subject.getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(type)) {
          values.add(IETFUtils.valueToString(attribute.getValue()));
        }
      }
    }
    return values;
  }

  private final class Versioned<Q, A> extends SimpleForwardingServerCall<Q, A> {
    Versioned(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public void sendHeaders(Metadata headers) {
      headers.put(VERSION, serverVersion);
      super.sendHeaders(headers);
    }
  }
}
