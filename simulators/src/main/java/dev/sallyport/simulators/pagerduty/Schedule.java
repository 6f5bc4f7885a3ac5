package dev.sallyport.simulators.pagerduty;

record Schedule(String id, String name) {}
