package dev.sallyport.core.review;

/** What a gesture came to, and what its person is told. */
record Result(Ending ending, String text) {}
