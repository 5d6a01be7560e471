package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses XML that nobody vouches for: without document types, entities of its own, or anything from
 * elsewhere.
 */
final class SafeXml {

  private static final Logger log = LoggerFactory.getLogger(SafeXml.class);
  private static final int LONGEST = 2 << 20;

  private SafeXml() {}

  /** The document; empty when it is not well-formed, or wants what is refused. */
  static Optional<Document> parse(String xml) {
    if (xml.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      // Its own handler prints to the console.
      builder.setErrorHandler(new DefaultHandler());
      return Optional.of(builder.parse(new InputSource(new StringReader(xml))));
    } catch (SAXException | IOException | RuntimeException e) {
      log.debug("XML that cannot be read", e);
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every JDK's XML parser has these features", e);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }
}
