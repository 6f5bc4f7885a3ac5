package dev.sallyport.simulators.pagerduty;

/** Is told of everything that happens to an incident, under the account's lock. */
interface Witness {
  void saw(LiveIncident incident, LogEntry entry);
}
