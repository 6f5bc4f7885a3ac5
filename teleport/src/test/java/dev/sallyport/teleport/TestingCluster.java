package dev.sallyport.teleport;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;

/** The two authorities of a cluster, and identities that they issued. */
record TestingCluster(TestingCa hostCa, TestingCa userCa) {
  static final String NAME = "cluster.example.com";

  static TestingCluster create() {
    return new TestingCluster(TestingCa.of(NAME), TestingCa.of(NAME));
  }

  Identity identity(String user) {
    return identity(user, TestingCa.ec(), Duration.ofHours(1));
  }

  Identity identity(String user, KeyPair keys, Duration life) {
    return Identity.parse(
        file(TestingCa.pem("PRIVATE KEY", keys.getPrivate().getEncoded()), keys, user, life));
  }

  /** An identity file as tbot writes it, SSH lines included. */
  String file(String keyPem, KeyPair keys, String user, Duration life) {
    var certificate =
        userCa.client(
            keys.getPublic(), user, List.of("access-plugin", "auditor"), TestingCa.NOW.plus(life));
    return keyPem
        + "ecdsa-sha2-nistp256-cert-v01@openssh.com AAAAKGVjZHNhLXNoYTI= sample\n"
        + TestingCa.pem(certificate)
        + "@cert-authority "
        + NAME
        + ",*."
        + NAME
        + " ssh-rsa AAAAB3NzaC1yc2E= type=host\n"
        + TestingCa.pem(hostCa.certificate());
  }
}
