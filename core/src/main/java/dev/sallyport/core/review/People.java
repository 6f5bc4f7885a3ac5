package dev.sallyport.core.review;

import java.util.List;
import java.util.Optional;

/** The users that Teleport stores. A user from single sign-on is stored while a login lasts. */
public interface People {
  /**
   * Those whose trait holds this very value; each returned user was checked for it.
   *
   * @throws dev.sallyport.core.Unavailable when Teleport cannot be asked, or refuses
   */
  List<Person> withTrait(String trait, String value);

  /**
   * The user of this exact name; empty when none is stored.
   *
   * @throws dev.sallyport.core.Unavailable when Teleport cannot be asked, or refuses
   */
  Optional<Person> named(String name);
}
