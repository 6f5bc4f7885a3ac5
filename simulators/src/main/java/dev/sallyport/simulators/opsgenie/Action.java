package dev.sallyport.simulators.opsgenie;

import java.time.Instant;

/** What can be done to an alert that exists. */
enum Action {
  ACKNOWLEDGE("Acknowledge", "Acknowledged alert", "Alert is already acknowledged or closed") {
    @Override
    boolean apply(LiveAlert alert, Remark remark, Instant at) {
      return alert.acknowledge(remark, at);
    }
  },
  CLOSE("Close", "Closed alert", "Alert is already closed") {
    @Override
    boolean apply(LiveAlert alert, Remark remark, Instant at) {
      return alert.close(remark, at);
    }
  },
  NOTE("AddNote", "Added note to alert", "") {
    @Override
    boolean apply(LiveAlert alert, Remark remark, Instant at) {
      alert.annotate(remark, at);
      return true;
    }
  },
  TAG("AddTags", "Added tags to alert", "") {
    @Override
    boolean apply(LiveAlert alert, Remark remark, Instant at) {
      alert.tag(remark, at);
      return true;
    }
  };

  private final String title;
  private final String done;
  private final String failed;

  Action(String title, String done, String failed) {
    this.title = title;
    this.done = done;
    this.failed = failed;
  }

  String title() {
    return title;
  }

  abstract boolean apply(LiveAlert alert, Remark remark, Instant at);

  Outcome on(LiveAlert alert, Remark remark, Instant at) {
    return apply(alert, remark, at)
        ? Outcome.done(title, at, done, alert)
        : Outcome.failed(title, at, failed, alert);
  }
}
