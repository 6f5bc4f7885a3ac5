package dev.sallyport.simulators.slack;

/** How many calls of a method a workspace's app may make in a minute (Slack, Rate limits). */
enum Tier {
  TWO(20),
  THREE(50),
  FOUR(100),
  POSTS(300),
  HUNDREDS(600);

  private final int perMinute;

  Tier(int perMinute) {
    this.perMinute = perMinute;
  }

  int perMinute() {
    return perMinute;
  }
}
