package dev.sallyport.core.review;

/** The vendor's side: what it delivers, who its people are, and how they are told. */
public record Vendor(Gestures gestures, Members members, Teller teller) {}
