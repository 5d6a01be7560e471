package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves what sources need whose types are known by package and name: those of the JVM, and C#.
 *
 * <p><i>Shape:</i> an import names a type, a member of one, or a package; a simple name is then
 * looked for among what was imported, in the file's own package, and in packages imported whole.
 */
final class JvmImports {

  /** Scala's braces, underscores and renamings, Kotlin's aliases, Java's and C#'s static ones. */
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:import|global using|using)[ \\t]++(static[ \\t]++)?"
              + "([\\w.$`]{1,400}+)(\\*|\\{[^}]{0,2000}+\\})?([ \\t]++as[ \\t]++\\w++)?");

  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*+");

  private final TypeFiles types;

  JvmImports(Snapshot snapshot) {
    this.types = new TypeFiles(snapshot);
  }

  void read(SourceFile file, String text, NeededTypes needed) {
    String code = BlankedText.codeOnly(text);
    Set<String> packages = new LinkedHashSet<>();
    Set<String> imported = new HashSet<>();
    String own = PackageClause.in(text);
    addWithParents(own, file.language(), packages);
    for (String name : imports(code)) {
      if (name.endsWith(".*")) {
        String whole = name.substring(0, name.length() - 2);
        types.find(whole, file).ifPresent(found -> needed.add(found.path(), found.name()));
        packages.add(whole);
      } else if (file.language() == Language.CSHARP) {
        packages.add(name);
      } else {
        imported.add(name.substring(name.lastIndexOf('.') + 1));
        types.find(name, file).ifPresent(found -> needed.add(found.path(), found.name()));
      }
    }
    addSimpleNames(file, code, packages, imported, needed);
  }

  private void addSimpleNames(
      SourceFile file,
      String code,
      Set<String> packages,
      Set<String> imported,
      NeededTypes needed) {
    Set<String> seen = new HashSet<>(imported);
    Matcher words = WORD.matcher(code);
    while (words.find()) {
      String word = words.group();
      if (seen.add(word) && types.mayDeclare(word)) {
        for (String each : packages) {
          Optional<TypeFiles.Found> found = types.inPackage(each, word, file);
          if (found.isPresent()) {
            needed.add(found.get().path(), found.get().name());
            break;
          }
        }
      }
    }
  }

  /** In C# and Scala what is in an outer namespace is seen from inner ones. */
  private static void addWithParents(String own, Language language, Set<String> packages) {
    packages.add(own);
    boolean nested = language == Language.CSHARP || language == Language.SCALA;
    for (int dot = own.lastIndexOf('.'); nested && dot > 0; dot = own.lastIndexOf('.', dot - 1)) {
      packages.add(own.substring(0, dot));
    }
  }

  private static List<String> imports(String code) {
    List<String> names = new ArrayList<>();
    Matcher matcher = IMPORT.matcher(code);
    while (matcher.find()) {
      String name = matcher.group(2).replace("`", "");
      String rest = matcher.group(3);
      if (rest != null && rest.startsWith("{")) {
        selected(name, rest, names);
      } else if (rest != null || name.endsWith("._")) {
        names.add(name.replaceAll("[._]+$", "") + ".*");
      } else if (!name.endsWith(".")) {
        names.add(name);
      }
    }
    return names;
  }

  /** {@code shop.{Cart, Line => Row, _}}. */
  private static void selected(String prefix, String braces, List<String> names) {
    for (String each : braces.substring(1, braces.length() - 1).split(",", -1)) {
      String name = each.strip().split("\\s|=>", 2)[0];
      boolean all = name.equals("_") || name.equals("*") || name.equals("given");
      if (!name.isEmpty()) {
        names.add(prefix + (all ? "*" : name));
      }
    }
  }
}
