package dev.sallyport.simulators.teleport;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** The keys that Teleport's identities are made of, by signature suite and version. */
public enum KeyKind {
  /** The balanced suite since v17. */
  EC_P256("EC", 256, "PRIVATE KEY"),
  /** The legacy suite, the only one of v16; written as PKCS#1. */
  RSA_2048("RSA", 2048, "RSA PRIVATE KEY"),
  /** Part of the newer suites. */
  ED25519("Ed25519", 255, "PRIVATE KEY");

  private final String algorithm;
  private final int size;
  private final String label;

  KeyKind(String algorithm, int size, String label) {
    this.algorithm = algorithm;
    this.size = size;
    this.label = label;
  }

  String label() {
    return label;
  }

  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (this != ED25519) {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK cannot make " + algorithm + " keys", e);
    }
  }
}
