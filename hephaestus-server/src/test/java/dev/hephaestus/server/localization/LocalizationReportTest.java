package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.testkit.FolderSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shape that programs rely on: names are only ever added, behind those that there are. */
final class LocalizationReportTest {
  private static final MethodDeclaration TOTAL =
      new MethodDeclaration(
          "shop.Cart", "total", "Cart.java", List.of(), "int", List.of(), new LineRange(3, 9));

  @Test
  void isThisJson() throws Exception {
    Frame frame = Frame.of("shop.Cart", "total", "Cart.java", 5);
    Thrown thrown = Thrown.of("x.E", null, List.of(frame));
    SnapshotWithHistory snapshot =
        new SnapshotWithHistory(FolderSnapshot.of(Map.of("Cart.java", "class Cart {}")))
            .without("b.java", "larger than 1 MB")
            .without("a.java", "not text")
            .without("c.java", "larger than 1 MB");
    Localization localization =
        new Localization(
            "c0ffee",
            List.of(new Suspect(1, TOTAL, 0.123456, List.of("it failed"))),
            List.of(new ProjectFrame(thrown, frame, TOTAL)));
    Part part = new Part("Cart.java", new LineRange(3, 9), Kind.METHOD, "int total();\n");

    LocalizationReport report =
        LocalizationReport.of(snapshot, localization, new PackedContext(17, List.of(part)))
            .because("it was named");

    assertThat(new ObjectMapper().writeValueAsString(report))
        .isEqualTo(
            """
            {"revision":"c0ffee","revisionBecause":"it was named","confidence":%s,\
            "suspects":[{"rank":1,"file":"Cart.java","symbol":"Cart.total","kind":"method",\
            "firstLine":3,"lastLine":9,"score":0.1235,"why":["it failed"]}],\
            "context":{"tokens":17,"parts":[{"file":"Cart.java","firstLine":3,"lastLine":9,\
            "kind":"method","tokens":%d}]},\
            "frames":[{"frame":"shop.Cart.total(Cart.java:5)","thrown":"x.E",\
            "file":"Cart.java","symbol":"Cart.total","firstLine":3,"lastLine":9}],\
            "leftOut":{"files":3,"reasons":{"larger than 1 MB":2,"not text":1}}}"""
                .formatted(Math.round(localization.confidence() * 100) / 100.0, part.tokens()));
    assertThat(new ObjectMapper().writeValueAsString(report.with("a\nb\n")))
        .endsWith(",\"picture\":\"a\\nb\\n\"}");
  }
}
