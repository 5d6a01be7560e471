package dev.hephaestus.server.repository;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a file is written in, told by the ending of its name. */
public enum Language {
  JAVA("java"),
  KOTLIN("kt kts"),
  SCALA("scala sc"),
  GROOVY("groovy gradle gvy"),
  PYTHON("py pyi"),
  GO("go"),
  JAVASCRIPT("js mjs cjs jsx"),
  TYPESCRIPT("ts mts cts tsx"),
  CSHARP("cs"),
  RUBY("rb rake"),
  /** Whatever declares nothing that a stack trace could name. */
  OTHER("");

  private static final Map<String, Language> BY_ENDING =
      Arrays.stream(values())
          .flatMap(
              language ->
                  Arrays.stream(language.endings.split(" ", -1))
                      .map(ending -> Map.entry(ending, language)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String endings;

  Language(String endings) {
    this.endings = endings;
  }

  /** The language of the file at the path. */
  public static Language of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, OTHER);
  }

  /** Whether it runs on the JVM, so that its stack frames name classes. */
  public boolean isJvm() {
    return this == JAVA || this == KOTLIN || this == SCALA || this == GROOVY;
  }

  /** Whether its files are read into symbols. */
  public boolean isSource() {
    return this != OTHER;
  }
}
