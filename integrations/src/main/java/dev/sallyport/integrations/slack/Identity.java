package dev.sallyport.integrations.slack;

/** Whose token it is: a workspace, and the app's bot in it. */
public record Identity(String teamId, String botId) {}
