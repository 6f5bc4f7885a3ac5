package dev.sallyport.core.review;

import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.AccessRequests;

/** Teleport's side. */
public record Cluster(
    AccessRequests requests, Memory memory, People people, PersonalReviews reviews) {}
