package dev.hephaestus.server.repair;

import java.util.List;

/**
 * What was said about fixes of this very fault by those who were to take them in.
 *
 * @param refused fixes that are not to be proposed again
 * @param remarks what people or checks said, in that order; their words are untrusted
 * @param onlyLook whether no other fix is wanted, but to know whether the fault is there still
 */
public record Rework(List<Patch> refused, List<String> remarks, boolean onlyLook) {
  private static final int MOST_REMARKS = 30;
  private static final int LONGEST_REMARK = 4_000;

  public Rework {
    refused = List.copyOf(refused);
    remarks =
        remarks.stream()
            .limit(MOST_REMARKS)
            .map(
                remark ->
                    remark.length() > LONGEST_REMARK ? remark.substring(0, LONGEST_REMARK) : remark)
            .toList();
  }

  /** One after which another fix is wanted. */
  public Rework(List<Patch> refused, List<String> remarks) {
    this(refused, remarks, false);
  }
}
