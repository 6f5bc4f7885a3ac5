package dev.sallyport.simulators.opsgenie;

/** How a surface names people: Opsgenie has identifiers of its own, JSM has Atlassian's. */
enum Dialect {
  OPSGENIE,
  JSM;

  String id(Person person) {
    return this == OPSGENIE ? person.id() : person.accountId();
  }
}
