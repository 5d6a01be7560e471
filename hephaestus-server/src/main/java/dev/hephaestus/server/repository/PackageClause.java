package dev.hephaestus.server.repository;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the package that a JVM source declares, without parsing the rest of it. */
final class PackageClause {

  private static final int HEAD = 32 << 10;

  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^[ \\t]*+(?:package|namespace)[ \\t]++([\\w.]{1,300})");

  private PackageClause() {}

  /** The package of a file; empty for none, and for a file that cannot be read. */
  static String of(Snapshot snapshot, String path) {
    return in(ReadableText.of(snapshot, path));
  }

  static String in(String text) {
    Matcher declared = PACKAGE.matcher(BlankedText.withoutComments(text, HEAD));
    return declared.find() ? declared.group(1) : "";
  }
}
