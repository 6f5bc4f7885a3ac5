package dev.sallyport.core.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of a delivery, whose sender is proved and whose content is not: neither a name
 * twice nor anything behind the end, and no more than 256 KiB. The webhook functions do not use it,
 * for it loads hundreds of classes.
 */
public final class DeliveredJson {
  private static final int LONGEST = 256 * 1024;

  private DeliveredJson() {}

  /**
   * @param deepest how many levels may be nested
   */
  public static JsonMapper reader(int deepest) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxStringLength(LONGEST)
                        .maxDocumentLength(LONGEST)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }
}
