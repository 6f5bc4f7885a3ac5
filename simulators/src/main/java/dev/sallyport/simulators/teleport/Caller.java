package dev.sallyport.simulators.teleport;

import java.util.List;

/**
 * Who calls, by the certificate: CN is the user, O are the roles.
 *
 * @param admin whether this is the builtin Admin, that is {@code tctl} on the Auth host
 */
record Caller(String name, List<String> roles, boolean admin) {
  static final String ADMIN_ROLE = "Admin";

  static Caller of(String name, List<String> roles) {
    return new Caller(name, List.copyOf(roles), roles.contains(ADMIN_ROLE));
  }
}
