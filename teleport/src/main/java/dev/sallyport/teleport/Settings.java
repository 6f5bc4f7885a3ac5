package dev.sallyport.teleport;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a {@link TeleportClient} was built with; the meaning of each stands at the builder. */
record Settings(
    String host,
    int port,
    Supplier<Identity> identity,
    ConnectionUpgrade upgrade,
    String clusterName,
    List<X509Certificate> proxyAuthorities,
    Duration deadline,
    Duration idleLimit,
    Duration reloadInterval,
    Duration initTimeout,
    Consumer<String> onReloadError,
    InstantSource clock) {}
