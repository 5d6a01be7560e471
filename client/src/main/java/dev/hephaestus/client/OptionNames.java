package dev.hephaestus.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds options that were set under a name that none has: most often a slip of the pen.
 *
 * <p>Of the environment only what comes near an option's name is spoken of: a service of that name
 * in Kubernetes, and the server, have variables with the same beginning.
 */
final class OptionNames {
  private static final String PROPERTY = "hephaestus.";
  private static final String VARIABLE = "HEPHAESTUS_";
  private static final int MOST = 10;
  private static final int LONGEST = 40;
  private static final int NEAR = 2;

  private OptionNames() {}

  /** One remark for each, with what was probably meant. */
  static List<String> remarks(Set<String> properties, Set<String> variables) {
    List<String> remarks = new ArrayList<>();
    for (String name : new TreeSet<>(properties)) {
      String key = name.startsWith(PROPERTY) ? name.substring(PROPERTY.length()) : "";
      boolean known =
          isOption(name, ClientOption::systemProperty)
              || isOption(name, ClientOption::hyphenatedProperty);
      if (!key.isEmpty() && key.indexOf('.') < 0 && !known) {
        remarks.add("unknown option: system property " + SafeText.oneLine(name, 80) + hint(key));
      }
    }
    for (String name : new TreeSet<>(variables)) {
      String key = name.startsWith(VARIABLE) ? name.substring(VARIABLE.length()) : "";
      if (!hint(key).isEmpty() && !isOption(name, ClientOption::environmentVariable)) {
        remarks.add("unknown option: environment variable " + name + hint(key));
      }
    }
    return remarks.subList(0, Math.min(MOST, remarks.size()));
  }

  private static boolean isOption(String name, Function<ClientOption, String> naming) {
    for (ClientOption option : ClientOption.values()) {
      if (naming.apply(option).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String hint(String key) {
    String plain = plain(key);
    int best = NEAR + 1;
    String meant = "";
    for (ClientOption option : ClientOption.values()) {
      int distance = plain.length() > LONGEST ? best : distance(plain, plain(option.key()));
      if (distance < best && distance * 3 <= plain.length()) {
        best = distance;
        meant = option.key();
      }
    }
    return meant.isEmpty() ? "" : ", did you mean " + meant + "?";
  }

  private static String plain(String name) {
    return name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
  }

  /** How many characters must be added, left out or changed. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
