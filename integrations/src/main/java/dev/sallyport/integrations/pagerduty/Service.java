package dev.sallyport.integrations.pagerduty;

import java.util.Optional;

/** A PagerDuty service; the policy is absent only if PagerDuty does not tell it. */
public record Service(String id, String name, Optional<String> escalationPolicyId) {}
