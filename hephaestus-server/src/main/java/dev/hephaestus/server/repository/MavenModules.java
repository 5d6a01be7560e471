package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads the modules that Maven builds.
 *
 * <p><i>Shape:</i> every {@code pom.xml} is a module, whether or not a parent lists it. Properties
 * are resolved within the file; profiles are not looked at.
 *
 * <p><i>Source:</i> Maven's POM reference.
 */
final class MavenModules {

  private static final int MOST_DEPENDENCIES = 2_000;
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([\\w.-]{1,100})}");

  private MavenModules() {}

  /** The module of a POM; one without a name where the file cannot be read. */
  static BuildModule read(String folder, String pom) {
    Optional<Document> document = SafeXml.parse(pom);
    if (document.isEmpty()) {
      return new BuildModule(
          folder, ProjectLayout.Kind.MAVEN, Paths.nameOf(folder), List.of(), List.of(), List.of());
    }
    Element project = document.get().getDocumentElement();
    Map<String, String> properties = properties(project);
    String group = text(project, "groupId", properties).orElseGet(() -> parentGroup(project));
    properties.put("project.groupId", group);
    properties.put("pom.groupId", group);
    String artifact = text(project, "artifactId", properties).orElse(Paths.nameOf(folder));
    List<String> needs = new ArrayList<>();
    child(project, "dependencies").ifPresent(all -> addNeeds(all, properties, needs));
    Optional<Element> build = child(project, "build");
    return new BuildModule(
        folder,
        ProjectLayout.Kind.MAVEN,
        group + ":" + artifact,
        root(folder, build, "sourceDirectory", properties),
        root(folder, build, "testSourceDirectory", properties),
        needs);
  }

  private static String parentGroup(Element project) {
    return child(project, "parent").flatMap(parent -> text(parent, "groupId", Map.of())).orElse("");
  }

  private static void addNeeds(
      Element dependencies, Map<String, String> properties, List<String> needs) {
    for (Element dependency : children(dependencies)) {
      if (dependency.getTagName().equals("dependency") && needs.size() < MOST_DEPENDENCIES) {
        needs.add(
            text(dependency, "groupId", properties).orElse("")
                + ":"
                + text(dependency, "artifactId", properties).orElse(""));
      }
    }
  }

  private static List<String> root(
      String folder, Optional<Element> build, String name, Map<String, String> properties) {
    return build
        .flatMap(element -> text(element, name, properties))
        .map(path -> path.replace("${project.basedir}/", "").replace("${basedir}/", ""))
        .flatMap(path -> Paths.resolve(folder, path))
        .map(List::of)
        .orElse(List.of());
  }

  private static Map<String, String> properties(Element project) {
    Map<String, String> properties = new HashMap<>();
    child(project, "properties")
        .ifPresent(
            all ->
                children(all)
                    .forEach(
                        each -> properties.put(each.getTagName(), each.getTextContent().strip())));
    return properties;
  }

  private static Optional<String> text(
      Element parent, String name, Map<String, String> properties) {
    return child(parent, name)
        .map(element -> resolved(element.getTextContent().strip(), properties))
        .filter(text -> !text.isEmpty() && text.length() < 300);
  }

  /** Once, for a property of properties is rare and one of itself has no end. */
  private static String resolved(String text, Map<String, String> properties) {
    return PROPERTY
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(each -> each.getTagName().equals(name)).findFirst();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
