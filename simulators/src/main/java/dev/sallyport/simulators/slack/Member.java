package dev.sallyport.simulators.slack;

/** A person under the id that the workspace gave, and the team the person belongs to. */
record Member(String id, String team, Person person) {
  boolean bot() {
    return person.kind() == Person.Kind.BOT;
  }

  boolean guest() {
    return person.kind() == Person.Kind.GUEST || person.kind() == Person.Kind.SINGLE_CHANNEL_GUEST;
  }
}
