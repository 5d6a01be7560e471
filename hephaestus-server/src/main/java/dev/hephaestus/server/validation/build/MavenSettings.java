package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
 * Maven's settings, fit to be shown to a build, whose code is the project's.
 *
 * <p><i>Shape:</i> mirrors, repositories and profiles stay; whatever can hold a secret goes: what
 * says how to log in, properties, which are anybody's, the user in an address, and comments.
 */
final class MavenSettings {
  private static final List<String> SECRET =
      List.of("servers", "proxies", "properties", "localRepository");

  private static final Pattern USER = Pattern.compile("^(\\s*[\\w+.:-]*//)[^/]*@");

  private MavenSettings() {}

  /** Writes such a copy. */
  static Path withoutSecrets(Path settings, Path copy) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setIgnoringComments(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(settings.toFile());
      for (String name : SECRET) {
        NodeList elements = document.getElementsByTagName(name);
        for (int i = elements.getLength() - 1; i >= 0; i--) {
          Element element = (Element) elements.item(i);
          element.getParentNode().removeChild(element);
        }
      }
      NodeList addresses = document.getElementsByTagName("url");
      for (int i = 0; i < addresses.getLength(); i++) {
        String address = addresses.item(i).getTextContent();
        addresses.item(i).setTextContent(USER.matcher(address).replaceFirst("$1"));
      }
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(copy.toFile()));
      return copy;
    } catch (IOException | SAXException | ParserConfigurationException | TransformerException e) {
      throw new ValidationException(
          "The Maven settings " + settings + " cannot be read: " + e.getMessage(), e);
    }
  }
}
