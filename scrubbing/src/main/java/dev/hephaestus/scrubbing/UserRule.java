package dev.hephaestus.scrubbing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that the user gave: a name, a regular expression, and what stands in place of what it
 * matches.
 *
 * <p>With a group in the expression, the first group is replaced, else the whole match. The
 * expression runs in linear time, and only over texts that hold the letters it cannot match
 * without.
 */
final class UserRule implements Detector {
  private static final CharClass NAME = new CharClass("a-z0-9-");
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_REGEX = 1000;
  private static final int LONGEST_REPLACEMENT = 100;
  private static final int MOST_MATCHES = 1000;
  private static final java.util.regex.Pattern SEPARATOR =
      java.util.regex.Pattern.compile(";;|\\R");
  private static final String ARROW = " => ";

  private final Rule rule;
  private final Pattern pattern;
  private final int group;
  private final List<String> keywords;

  private UserRule(Rule rule, Pattern pattern, List<String> keywords) {
    this.rule = rule;
    this.pattern = pattern;
    this.group = Math.min(1, pattern.groupCount());
    this.keywords = keywords;
  }

  /**
   * From {@code name: regex} or {@code name: regex => replacement}, with {@code ;;} between rules.
   */
  static List<UserRule> parseAll(String text) {
    List<UserRule> rules = new ArrayList<>();
    for (String one : SEPARATOR.split(text, -1)) {
      if (!one.isBlank()) {
        rules.add(parse(one.trim()));
      }
    }
    return rules;
  }

  private static UserRule parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon).trim();
    String rest = colon < 0 ? "" : text.substring(colon + 1).trim();
    int arrow = rest.lastIndexOf(ARROW);
    String regex = arrow < 0 ? rest : rest.substring(0, arrow).trim();
    boolean named =
        !name.isEmpty() && name.length() <= LONGEST_NAME && NAME.runEnd(name, 0) == name.length();
    require(named, name, "the name is not of lower-case letters, digits and - (name: regex)");
    require(!regex.isEmpty(), name, "has no regular expression (name: regex)");
    require(regex.length() <= LONGEST_REGEX, name, "is longer than 1000 characters");
    Rule rule =
        arrow < 0 ? Rule.of(name) : new Rule(name, rest.substring(arrow + ARROW.length()).trim());
    UserRule parsed = new UserRule(rule, compile(name, regex), RequiredLiteral.of(regex));
    parsed.check();
    return parsed;
  }

  private static Pattern compile(String name, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException malformed) {
      throw new InvalidRuleException(
          "rule \"" + name + "\": RE2 cannot read its expression: " + malformed.getMessage());
    }
  }

  private void check() {
    require(!pattern.matcher("").find(), rule.name(), "matches the empty text");
    require(
        rule.mark().length() <= LONGEST_REPLACEMENT,
        rule.name(),
        "its replacement is longer than 100 characters");
    require(
        !pattern.matcher(rule.mark()).find(),
        rule.name(),
        "matches its own replacement " + rule.mark());
  }

  private static void require(boolean met, String name, String fault) {
    if (!met) {
      throw new InvalidRuleException("rule \"" + name + "\": " + fault);
    }
  }

  @Override
  public List<String> keywords() {
    return keywords;
  }

  @Override
  public boolean readsWhole() {
    return true;
  }

  @Override
  public void look(Findings findings, int start, int end) {
    if (!findings.isFirstSearch(this)) {
      return;
    }
    Matcher matcher = pattern.matcher(findings.text());
    for (int matches = 0; matcher.find(); matches++) {
      int from = matcher.start(group);
      int to = matcher.end(group);
      if (from >= 0 && !findings.text().startsWith(rule.mark(), from)) {
        // A text of nothing but secrets is not worth reading to its end.
        boolean last = matches >= MOST_MATCHES;
        findings.add(from, last ? findings.text().length() : to, rule);
        if (last) {
          return;
        }
      }
    }
  }
}
