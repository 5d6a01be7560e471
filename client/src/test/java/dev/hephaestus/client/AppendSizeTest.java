package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.client.testkit.CodeLengths;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class AppendSizeTest {
  /** HotSpot's {@code FreqInlineSize}: a longer method is compiled by itself, however hot it is. */
  private static final int LONGEST_INLINED = 325;

  @Test
  void appendIsTooLongToBeInlinedWhereTheLoggingLibraryEnds() throws IOException {
    assertThat(CodeLengths.of(HephaestusClient.class).get("append")).isGreaterThan(LONGEST_INLINED);
  }
}
