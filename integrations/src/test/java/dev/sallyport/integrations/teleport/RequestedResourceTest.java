package dev.sallyport.integrations.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestedResourceTest {
  @Test
  void aPartOfAResourceStaysAPartUnderItsName() {
    assertThat(RequestedResource.parse("/main/kube_cluster/prod/ns/pod"))
        .contains(
            new RequestedResource(
                "/main/kube_cluster/prod/ns/pod", "main", "kube_cluster", "prod", "ns/pod"))
        .hasValueSatisfying(
            resource -> assertThat(resource.called("Production")).isEqualTo("Production/ns/pod"));
    assertThat(RequestedResource.parse("/main/node/uuid"))
        .hasValueSatisfying(resource -> assertThat(resource.called("db-1")).isEqualTo("db-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "main/node/uuid", "/main/node", "/main/node/", "/main//uuid"})
  void aTextOfAnotherFormIsNone(String text) {
    assertThat(RequestedResource.parse(text)).isEmpty();
  }
}
