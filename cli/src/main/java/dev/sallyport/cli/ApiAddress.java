package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where the webhooks are reached, as {@code --url} gives it. */
final class ApiAddress {
  private static final String HTTPS = "https";

  private ApiAddress() {}

  /**
   * The whole address of a webhook.
   *
   * @param url the API's, or already the webhook's as the stack's outputs have it
   * @param path the webhook's
   * @throws Refusal when it is another address
   */
  static String of(String url, String path) {
    return of(url, path, Set.of());
  }

  /**
   * The same, where plain HTTP may lead to some hosts.
   *
   * @param plain these
   */
  static String of(String url, String path, Set<String> plain) {
    URI base;
    try {
      base = new URI(url.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new Refusal("--url is no URL: " + url);
    }
    String scheme = String.valueOf(base.getScheme());
    boolean safe = scheme.equals(HTTPS) || (scheme.equals("http") && plain.contains(host(base)));
    boolean bare =
        base.getQuery() == null && base.getFragment() == null && base.getUserInfo() == null;
    if (!safe || base.getHost() == null || !bare) {
      throw new Refusal(
          "--url must be https:// and the API's address, as https://abc.example.com: " + url);
    }
    String given = String.valueOf(base.getRawPath());
    if (!given.isEmpty() && !given.equals(path)) {
      throw new Refusal(
          "--url has the path "
              + given
              + ", and belongs without one: give the stack's output ApiUrl, as"
              + " https://abc.example.com: "
              + url);
    }
    return scheme + "://" + base.getRawAuthority() + path;
  }

  private static String host(URI url) {
    return String.valueOf(url.getHost());
  }
}
