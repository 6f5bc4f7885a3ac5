package dev.sallyport.simulators.pagerduty;

record User(String id, String name, String email) {}
