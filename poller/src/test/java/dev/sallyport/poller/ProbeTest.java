package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void aPollerThatServesNoHealthIsNotIll() {
    assertThat(Probe.exitCode("0")).isZero();
  }

  @Test
  void aBlankPortIsTheDefaultOne() {
    assertThat(Probe.port("")).isEqualTo(8080);
    assertThat(Probe.port(" ")).isEqualTo(8080);
    assertThat(Probe.port("9090")).isEqualTo(9090);
  }

  @Test
  void nobodyThereIsIll() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThat(Probe.exitCode(Integer.toString(port))).isEqualTo(1);
  }
}
