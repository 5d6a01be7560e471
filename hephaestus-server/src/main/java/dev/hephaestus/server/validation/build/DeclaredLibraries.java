package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The libraries that a project names for a build tool which is not run here: Maven 1's {@code
 * project.xml} and Ivy's {@code ivy.xml}.
 *
 * <p><i>Shape:</i> exactly what is named is taken, for neither file is read for what its libraries
 * need in turn. What is not to be had is left out; the compiler says whether that matters.
 *
 * <p><i>Errors:</i> a file that cannot be read names nothing.
 */
final class DeclaredLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(DeclaredLibraries.class);
  private static final int MAX_LIBRARIES = 60;
  private static final Pattern PART = Pattern.compile("\\w[\\w.+-]{0,100}");

  private final Snapshot snapshot;
  private final ProjectLayout layout;

  DeclaredLibraries(Snapshot snapshot, ProjectLayout layout) {
    this.snapshot = snapshot;
    this.layout = layout;
  }

  /**
   * Fetches what is named and is not there yet.
   *
   * @param folder an existing folder for a project that only names what is wanted
   * @return the jars
   */
  List<Path> fetch(MavenRunner maven, Path folder, SandboxSession sandbox) {
    List<String> named = coordinates();
    List<String> missing = named.stream().filter(name -> maven.jar(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      LOG.debug("fetching {}", missing);
      PomTree.writeWanted(folder, missing);
      sandbox.handOver(folder);
      maven.fetch(
          folder,
          List.of(
              "--fail-at-end",
              "-DexcludeTransitive=true",
              MavenFetch.DEPENDENCY_PLUGIN + "resolve"));
    }
    return named.stream().map(maven::jar).flatMap(Optional::stream).toList();
  }

  /** What is named, {@code group:artifact:version}. */
  List<String> coordinates() {
    Set<String> found = new LinkedHashSet<>();
    String folder = layout.module().isEmpty() ? "" : layout.module() + "/";
    read(folder + "project.xml")
        .ifPresent(
            project -> {
              for (Element dependency : elements(project, "dependency")) {
                String artifact = child(dependency, "artifactId", child(dependency, "id", ""));
                String group = child(dependency, "groupId", child(dependency, "id", artifact));
                String type = child(dependency, "type", "jar");
                add(found, type, group, artifact, child(dependency, "version", ""));
              }
            });
    read(folder + "ivy.xml")
        .ifPresent(
            ivy -> {
              for (Element dependency : elements(ivy, "dependency")) {
                String artifact = dependency.getAttribute("name");
                String group = dependency.getAttribute("org");
                add(found, "jar", group, artifact, dependency.getAttribute("rev"));
              }
            });
    return found.stream().limit(MAX_LIBRARIES).toList();
  }

  private static void add(
      Set<String> found, String type, String group, String artifact, String version) {
    List<String> parts = List.of(group, artifact, version);
    boolean plain =
        parts.stream().allMatch(part -> PART.matcher(part).matches() && !part.contains(".."));
    if (plain && type.equals("jar")) {
      found.add(String.join(":", parts));
    }
  }

  private Optional<Document> read(String path) {
    if (snapshot.file(path).isEmpty()) {
      return Optional.empty();
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // which would print
      return Optional.of(builder.parse(new InputSource(new StringReader(snapshot.text(path)))));
    } catch (SAXException | ParserConfigurationException | IOException e) {
      LOG.debug("{} cannot be read: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String child(Element element, String name, String otherwise) {
    NodeList children = element.getElementsByTagName(name);
    return children.getLength() == 0 ? otherwise : children.item(0).getTextContent().strip();
  }
}
