package dev.sallyport.teleport;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Attributes of distinguished names. Teleport puts all roles into one multi-valued {@code O}, as
 * Go's {@code crypto/x509/pkix} does.
 */
final class CertificateNames {
  private CertificateNames() {}

  static List<String> subject(X509Certificate certificate, String type) {
    return attribute(certificate.getSubjectX500Principal(), type);
  }

  static List<String> issuer(X509Certificate certificate, String type) {
    return attribute(certificate.getIssuerX500Principal(), type);
  }

  /** The cluster that a CA stands for: its organization, else its common name. */
  static List<String> clusterOf(X509Certificate authority) {
    List<String> organizations = subject(authority, "O");
    return organizations.isEmpty() ? subject(authority, "CN") : organizations;
  }

  private static List<String> attribute(X500Principal name, String type) {
    try {
      var values = new ArrayList<String>();
      for (Rdn rdn : new LdapName(name.getName()).getRdns()) {
        var attribute = rdn.toAttributes().get(type);
        if (attribute != null) {
          for (Object value : Collections.list(attribute.getAll())) {
            if (value instanceof String text) {
              values.add(text);
            }
          }
        }
      }
      return List.copyOf(values);
    } catch (NamingException e) {
      return List.of(); // a name that the JDK itself printed does parse
    }
  }
}
