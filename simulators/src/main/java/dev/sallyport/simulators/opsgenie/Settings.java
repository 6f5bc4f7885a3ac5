package dev.sallyport.simulators.opsgenie;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What tests switch. Whoever calls holds the account's lock. */
final class Settings {
  private final Deque<String> rejections = new ArrayDeque<>();
  private boolean configurationAccess = true;
  private boolean jsmResponderNames;
  private RateLimit rateLimit = RateLimit.OK;
  private UnknownResponders unknownResponders = UnknownResponders.REFUSED;
  private int earlyReads;
  private Duration processingTime;

  Settings(int earlyReads, Duration processingTime) {
    this.earlyReads = earlyReads;
    this.processingTime = processingTime;
  }

  void reject(String why) {
    rejections.add(why);
  }

  /** Why the account's rules refuse the alert that is about to be made. */
  Optional<String> rejection() {
    return Optional.ofNullable(rejections.poll());
  }

  boolean configurationAccess() {
    return configurationAccess;
  }

  void configurationAccess(boolean allowed) {
    configurationAccess = allowed;
  }

  boolean jsmResponderNames() {
    return jsmResponderNames;
  }

  void jsmResponderNames(boolean accepted) {
    jsmResponderNames = accepted;
  }

  RateLimit rateLimit() {
    return rateLimit;
  }

  void rateLimit(RateLimit state) {
    rateLimit = state;
  }

  UnknownResponders unknownResponders() {
    return unknownResponders;
  }

  void unknownResponders(UnknownResponders treatment) {
    unknownResponders = treatment;
  }

  int earlyReads() {
    return earlyReads;
  }

  Duration processingTime() {
    return processingTime;
  }

  void processing(int reads, Duration time) {
    earlyReads = reads;
    processingTime = time;
  }
}
