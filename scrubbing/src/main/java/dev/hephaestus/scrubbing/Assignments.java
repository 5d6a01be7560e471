package dev.hephaestus.scrubbing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets by their name: {@code key=value}, {@code "key": "value"}, {@code key: value}, {@code
 * <key>value</key>}, {@code --key value}, and the same within escaped JSON and URLs.
 */
final class Assignments implements Detector {
  private static final int LONGEST_NAME = 128;

  private final SensitiveNames names;

  Assignments(SensitiveNames names) {
    this.names = names;
  }

  @Override
  public List<String> keywords() {
    return names.keywords();
  }

  @Override
  public void look(Findings findings, int start, int end) {
    String text = findings.text();
    int last = text.charAt(end - 1) == '=' ? end - 1 : end;
    if (!findings.isNewName(last)) {
      return;
    }
    int nameEnd = CharClass.DOTTED.runEnd(text, last);
    findings.nameReadTo(nameEnd);
    int nameStart = CharClass.DOTTED.runStart(text, start, LONGEST_NAME);
    int valueStart = Separator.end(text, nameStart, nameEnd);
    if (valueStart < 0) {
      return;
    }
    Sensitivity sensitivity = names.of(name(text, nameStart, nameEnd));
    if (sensitivity != null) {
      note(findings, valueStart, sensitivity);
    }
  }

  private void note(Findings findings, int from, Sensitivity sensitivity) {
    String text = findings.text();
    if (!sensitivity.isCertain() && findings.isRuledOut(this, from)) {
      return;
    }
    ValueExtent value = ValueExtent.at(text, from, sensitivity.rule().name());
    if (value == null) {
      return;
    }
    if (Harmless.isPlaceholder(text, value.start, value.end)) {
      findings.addPlaceholder(value.start, sensitivity);
    } else if (sensitivity.covers(text, value.start, value.end)) {
      findings.add(value.start, value.end, sensitivity.rule());
    } else if (value.isOneWord) {
      findings.ruleOut(this, value.end);
    }
  }

  private static String name(String text, int start, int end) {
    return text.substring(start, end);
  }

  /** What the name says of this value; absent where it is no secret. */
  @Nullable Rule secret(String name, String value) {
    Sensitivity sensitivity = names.of(name);
    return sensitivity == null || !sensitivity.covers(value) ? null : sensitivity.rule();
  }
}
