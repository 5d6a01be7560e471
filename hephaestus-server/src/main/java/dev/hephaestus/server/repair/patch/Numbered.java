package dev.hephaestus.server.repair.patch;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the numbers off lines that a model copied from a listing. */
final class Numbered {
  private static final Pattern NUMBER =
      Pattern.compile("\\s{0,8}\\d{1,6}\\s{0,3}(?:[|:\u2502\u2192]|\t)(?: .*|)");
  private static final Pattern PREFIX =
      Pattern.compile("^\\s{0,8}\\d{1,6}\\s{0,3}[|:\u2502\u2192\t] ?");

  private Numbered() {}

  static Block without(Block block) {
    List<String> search = List.of(block.search().split("\n", -1));
    boolean numbered =
        search.stream().filter(line -> !line.isBlank()).count() > 1
            && search.stream().allMatch(line -> line.isBlank() || NUMBER.matcher(line).matches());
    return numbered
        ? new Block(
            block.number(), block.path(), stripped(block.search()), stripped(block.replace()))
        : block;
  }

  private static String stripped(String text) {
    return String.join(
        "\n",
        Arrays.stream(text.split("\n", -1))
            .map(line -> PREFIX.matcher(line).replaceFirst(""))
            .toList());
  }
}
