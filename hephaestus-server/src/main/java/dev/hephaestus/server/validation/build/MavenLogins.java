package dev.hephaestus.server.validation.build;

import static dev.hephaestus.server.validation.build.MavenSettings.elements;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds the logins of Maven's settings to the addresses that the settings name for them.
 *
 * <p>Maven finds a login by a repository's id alone, and any pom, a library's too, may name a
 * repository with that id and an address of its own. A mirror takes every repository of the id to
 * the address of the settings; a login whose address they do not say is left out.
 *
 * <p><i>Source:</i> Maven's guide to mirror settings: a pattern is asked in the order of the file,
 * after mirrors that name the id and nothing else.
 */
final class MavenLogins {
  private static final Logger LOG = LoggerFactory.getLogger(MavenLogins.class);

  private final List<Document> settings;
  private final Set<String> mirrored;
  private final Set<String> known;

  private MavenLogins(List<Document> settings) {
    this.settings = settings;
    this.mirrored = ids(settings, "mirror", MavenLogins::takesRepositories);
    this.known = ids(settings, "server", server -> true);
  }

  /** Those of files that Maven reads together. */
  static MavenLogins in(List<Document> settings) {
    return new MavenLogins(List.copyOf(settings));
  }

  /** Changes a document, a copy of one of the files, so that each login in it has its address. */
  void bind(Document document) {
    for (Element mirror : elements(document, "mirror")) {
      id(mirror).filter(known::contains).ifPresent(id -> takesAll(mirror, id));
    }
    for (Element server : elements(document, "server")) {
      Optional<String> id = id(server);
      if (id.isPresent() && mirrored.contains(id.get())) {
        continue;
      }
      Set<String> addresses = id.map(this::addresses).orElse(Set.of());
      if (addresses.size() == 1) {
        addMirror(document, id.orElseThrow(), addresses.iterator().next());
      } else {
        LOG.warn(
            "the login of server {} in Maven's settings is not used: no mirror and no repository"
                + " there says which one address it is for",
            id.orElse("without an id"));
        server.getParentNode().removeChild(server);
      }
    }
  }

  /** Has a mirror answer for repositories that bear its own id. */
  private static void takesAll(Element mirror, String id) {
    child(mirror, "mirrorOf")
        .ifPresent(
            of ->
                of.setTextContent(
                    Stream.concat(
                            Arrays.stream(of.getTextContent().split(",", -1))
                                .map(String::strip)
                                .filter(pattern -> !pattern.equals("!" + id)),
                            Stream.of(id))
                        .distinct()
                        .collect(Collectors.joining(","))));
  }

  private Set<String> addresses(String id) {
    return settings.stream()
        .flatMap(
            document ->
                Stream.concat(
                    elements(document, "repository").stream(),
                    elements(document, "pluginRepository").stream()))
        .filter(repository -> id(repository).filter(id::equals).isPresent())
        .flatMap(repository -> child(repository, "url").stream())
        .map(url -> url.getTextContent().strip())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void addMirror(Document document, String id, String address) {
    Element root = document.getDocumentElement();
    Element mirrors = child(root, "mirrors").orElseGet(() -> added(root, "mirrors"));
    Element mirror = added(mirrors, "mirror");
    added(mirror, "id").setTextContent(id);
    // As a pattern, not as the bare id, which would come before a mirror of everything.
    added(mirror, "mirrorOf").setTextContent(id + "," + id);
    added(mirror, "url").setTextContent(address);
  }

  private static Element added(Element parent, String name) {
    Element element = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
    parent.appendChild(element);
    return element;
  }

  /** Whether it can be made to answer for repositories as poms name them. */
  private static boolean takesRepositories(Element mirror) {
    return child(mirror, "mirrorOf").isPresent() && child(mirror, "mirrorOfLayouts").isEmpty();
  }

  private static Set<String> ids(List<Document> settings, String name, Predicate<Element> counts) {
    return settings.stream()
        .flatMap(document -> elements(document, name).stream())
        .filter(counts)
        .flatMap(element -> id(element).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<String> id(Element element) {
    return child(element, "id").map(id -> id.getTextContent().strip());
  }

  private static Optional<Element> child(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element && element.getTagName().equals(name)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
