package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.localization.LineMap.Place;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineMapTest {

  @Test
  void followsLinesPastWhatWasAddedAndTakenAway() {
    LineMap map = new LineMap(List.of("a", "b", "c", "d"), List.of("new", "a", "b", "d"));

    assertThat(map.of(1)).isEqualTo(new Place(2, true));
    assertThat(map.of(2)).isEqualTo(new Place(3, true));
    assertThat(map.of(3)).isEqualTo(Place.GONE);
    assertThat(map.of(4)).isEqualTo(new Place(4, true));
  }

  @Test
  void ignoresIndentation() {
    assertThat(new LineMap(List.of("a();"), List.of("if (x) {", "    a();", "}")).of(1))
        .isEqualTo(new Place(2, true));
  }

  @Test
  void findsTheLineThatReplacedAnother() {
    LineMap map =
        new LineMap(
            List.of("{", "return coupon.cents();", "}"),
            List.of("{", "log.info(text);", "return coupon == null ? 0 : coupon.cents();", "}"));

    assertThat(map.of(2)).isEqualTo(new Place(3, false));
  }

  @Test
  void saysThatNothingCorrespondsToALineThatIsGoneOrNeverWas() {
    LineMap map = new LineMap(List.of("a", "total += price;"), List.of("a", "throw up;"));

    assertThat(map.of(2)).isEqualTo(Place.GONE);
    assertThat(map.of(0)).isEqualTo(Place.GONE);
    assertThat(map.of(3)).isEqualTo(Place.GONE);
  }

  @Test
  void givesUpOnTextsTooLongToCompareUnlessTheyAreTheSame() {
    List<String> many = Collections.nCopies(5_000, "x");
    List<String> others = Collections.nCopies(5_000, "y");

    assertThat(new LineMap(many, others).of(7)).isEqualTo(Place.GONE);
    assertThat(new LineMap(many, many).of(7)).isEqualTo(new Place(7, true));
  }
}
