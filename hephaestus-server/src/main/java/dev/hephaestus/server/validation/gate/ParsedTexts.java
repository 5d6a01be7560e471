package dev.hephaestus.server.validation.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jdt.core.dom.CompilationUnit;

/**
 * The syntax trees of the last few texts: candidates change the same few files.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class ParsedTexts {
  private static final int MOST = 8;

  private final Map<String, CompilationUnit> units =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompilationUnit> eldest) {
          return size() > MOST;
        }
      };

  CompilationUnit of(String text) {
    return units.computeIfAbsent(text, Syntax::parse);
  }
}
