package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.ValidationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What of a project Maven sees while it has the network: its poms, and nothing in them that would
 * make Maven run code of the project's choice in order to read them.
 *
 * <p><i>Shape:</i> build and core extensions are left out, and a packaging that only an extension
 * knows becomes {@code jar}; of {@code maven.config} properties and profiles stay. Options for the
 * JVM are never taken from a project at all.
 */
final class PomTree {
  private static final Logger LOG = LoggerFactory.getLogger(PomTree.class);
  private static final Set<String> PACKAGINGS =
      Set.of("pom", "jar", "war", "ear", "ejb", "rar", "maven-plugin");

  private final Path root;

  private PomTree(Path root) {
    this.root = root;
  }

  /** Lays the poms of a snapshot out in a folder. */
  static PomTree of(Snapshot snapshot, Path root) {
    try {
      for (SourceFile file : snapshot.files()) {
        String path = file.path();
        if (path.equals("pom.xml") || path.endsWith("/pom.xml")) {
          write(root.resolve(path).normalize(), root, withoutCode(snapshot.bytes(path), path));
        } else if (path.equals(".mvn/maven.config")) {
          String options = harmless(snapshot.text(path));
          write(root.resolve(path), root, options.getBytes(StandardCharsets.UTF_8));
        }
      }
      Files.createDirectories(root.resolve(".mvn"));
      return new PomTree(root);
    } catch (IOException e) {
      throw new ValidationException("Cannot lay out poms in " + root + ": " + e.getMessage(), e);
    }
  }

  Path root() {
    return root;
  }

  private static void write(Path file, Path root, byte[] bytes) throws IOException {
    if (file.startsWith(root)) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, bytes);
    }
  }

  static String harmless(String options) {
    return Arrays.stream(options.split("\\s+", -1))
        .filter(option -> option.startsWith("-D") || option.startsWith("-P"))
        .filter(option -> !option.startsWith("-Dmaven.ext") && !option.startsWith("-Dmaven.repo"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** A pom that is no XML is Maven's to complain about. */
  private static byte[] withoutCode(byte[] pom, String path) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // which would print
      Document document = builder.parse(new ByteArrayInputStream(pom));
      remove(document, "extensions");
      NodeList packagings = document.getDocumentElement().getElementsByTagName("packaging");
      for (int i = 0; i < packagings.getLength(); i++) {
        if (!PACKAGINGS.contains(packagings.item(i).getTextContent().strip())) {
          packagings.item(i).setTextContent("jar");
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(out));
      return out.toByteArray();
    } catch (SAXException | ParserConfigurationException | TransformerException e) {
      LOG.debug("{} cannot be read: {}", path, e.getMessage());
      return new byte[0];
    }
  }

  private static void remove(Document document, String name) {
    NodeList elements = document.getElementsByTagName(name);
    for (int i = elements.getLength() - 1; i >= 0; i--) {
      Element element = (Element) elements.item(i);
      element.getParentNode().removeChild(element);
    }
  }

  /**
   * A project that depends on artifacts and is nothing else, a module for each so that one that is
   * not to be had keeps none of the others away.
   *
   * @param artifacts {@code group:artifact:version[:type[:classifier]]}
   */
  static void writeWanted(Path folder, List<String> artifacts) {
    StringBuilder modules = new StringBuilder();
    try {
      for (int i = 0; i < artifacts.size(); i++) {
        modules.append("<module>m").append(i).append("</module>");
        Path module = Files.createDirectories(folder.resolve("m" + i));
        Files.writeString(module.resolve("pom.xml"), wanted(i, artifacts.get(i)));
      }
      Files.writeString(
          folder.resolve("pom.xml"), project("all", "<modules>" + modules + "</modules>"));
      Files.createDirectories(folder.resolve(".mvn"));
    } catch (IOException e) {
      throw new ValidationException("Cannot write below " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String wanted(int number, String artifact) {
    List<String> parts = List.of(artifact.split(":", -1));
    StringBuilder dependency = new StringBuilder("<dependencies><dependency>");
    List<String> names = List.of("groupId", "artifactId", "version", "type", "classifier");
    for (int i = 0; i < parts.size() && i < names.size(); i++) {
      String name = names.get(i);
      // The characters of coordinates are none of XML's.
      dependency.append('<').append(name).append('>').append(parts.get(i));
      dependency.append("</").append(name).append('>');
    }
    return project("m" + number, dependency.append("</dependency></dependencies>").toString());
  }

  private static String project(String name, String content) {
    return "<project><modelVersion>4.0.0</modelVersion><groupId>dev.hephaestus.wanted</groupId>"
        + "<artifactId>"
        + name
        + "</artifactId><version>1</version><packaging>pom</packaging>"
        + content
        + "</project>";
  }
}
