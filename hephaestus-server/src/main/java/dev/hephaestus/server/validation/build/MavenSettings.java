package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Copies of Maven's settings, fit to be shown to what reads a project's poms.
 *
 * <p><i>Shape:</i> mirrors, repositories and profiles stay. Of what can hold a secret a build sees
 * nothing: what says how to log in, properties, which are anybody's, the user in an address, and
 * comments. The phase that fetches libraries, which runs no code of the project's, keeps the logins
 * that {@link MavenLogins} can hold to their own address.
 *
 * <p><i>Errors:</i> a {@link ValidationException} that names the file.
 */
final class MavenSettings {
  /** What a pom could put into an address, and what the caller sets. */
  private static final List<String> NEVER = List.of("properties", "localRepository");

  private static final List<String> LOGINS = List.of("servers", "proxies");
  private static final Pattern USER = Pattern.compile("^(\\s*[\\w+.:-]*//)[^/]*@");

  private MavenSettings() {}

  /** Writes a copy for a build, whose code is the project's. */
  static Path withoutSecrets(Path settings, Path copy) {
    return copied(
        settings,
        copy,
        document -> {
          LOGINS.forEach(name -> remove(document, name));
          for (Element address : elements(document, "url")) {
            address.setTextContent(USER.matcher(address.getTextContent()).replaceFirst("$1"));
          }
        });
  }

  /**
   * Writes a copy for the phase that fetches.
   *
   * @param all the files that Maven is given together, of which {@code settings} is one
   */
  static Path forFetching(Path settings, List<Path> all, Path copy) {
    MavenLogins logins = MavenLogins.in(all.stream().map(MavenSettings::read).toList());
    try {
      // Before there is anything in it: whoever may not read the original may not read the copy.
      Files.deleteIfExists(copy);
      Files.createFile(copy);
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(settings));
    } catch (IOException e) {
      throw new ValidationException(
          "The Maven settings " + settings + " cannot be copied: " + e.getMessage(), e);
    }
    return copied(settings, copy, logins::bind);
  }

  private static Path copied(Path settings, Path copy, Consumer<Document> change) {
    Document document = read(settings);
    NEVER.forEach(name -> remove(document, name));
    change.accept(document);
    try {
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(copy.toFile()));
      return copy;
    } catch (TransformerException e) {
      throw new ValidationException(
          "The Maven settings " + settings + " cannot be copied: " + e.getMessage(), e);
    }
  }

  private static Document read(Path settings) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setIgnoringComments(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(settings.toFile());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new ValidationException(
          "The Maven settings " + settings + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void remove(Document document, String name) {
    for (Element element : elements(document, name)) {
      element.getParentNode().removeChild(element);
    }
  }

  /** The elements of a name, as they are now: changing the document does not change the list. */
  static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
