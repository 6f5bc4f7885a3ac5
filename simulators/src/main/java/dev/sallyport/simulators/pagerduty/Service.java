package dev.sallyport.simulators.pagerduty;

record Service(String id, String name, Policy policy) {}
