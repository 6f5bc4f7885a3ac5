package dev.sallyport.core.oncall;

import java.util.regex.Pattern;

/** E-mail addresses as names of people. */
public final class EmailAddress {
  /** ASCII alone: other letters may equal these when case is ignored, and be somebody else. */
  private static final Pattern ADDRESS =
      Pattern.compile("[\\x21-\\x7e&&[^@<>\"]]+@[\\x21-\\x7e&&[^@<>\"]]+");

  private EmailAddress() {}

  /** Whether a user name is an address by which a person can be looked up. */
  public static boolean is(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /** Whether both are the same address, in whatever case. */
  public static boolean same(String one, String other) {
    return is(one) && is(other) && one.equalsIgnoreCase(other);
  }
}
