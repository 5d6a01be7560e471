package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/** A user's Maven settings, fit to be shown to a build. */
final class MavenSettings {
  private static final List<String> SECRET = List.of("servers", "proxies", "localRepository");

  private MavenSettings() {}

  /** A copy that still names mirrors and repositories, but no server's or proxy's credentials. */
  static Path withoutSecrets(Path settings, Path folder) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(settings.toFile());
      for (String name : SECRET) {
        NodeList elements = document.getElementsByTagName(name);
        for (int i = elements.getLength() - 1; i >= 0; i--) {
          Element element = (Element) elements.item(i);
          element.getParentNode().removeChild(element);
        }
      }
      Path copy = folder.resolve("settings.xml");
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
