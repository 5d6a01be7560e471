package dev.hephaestus.server.validation.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML reports that Surefire, Gradle and JUnit's console launcher write alike.
 *
 * <p><i>Errors:</i> a report that cannot be read counts for nothing; it was written by foreign
 * code.
 */
final class TestReports {
  private static final long MAX_REPORT_BYTES = 64L << 20;
  private static final int MAX_REPORTS = 20_000;
  private static final int MAX_TRACE_CHARS = 20_000;

  private final Set<String> ran = new TreeSet<>();
  private final Map<String, TestRun.Failure> failures = new TreeMap<>();

  private TestReports() {}

  /** All reports in the folders together. */
  static TestRun read(List<Path> folders, String problem) {
    TestReports reports = new TestReports();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
            .sorted()
            .limit(MAX_REPORTS)
            .forEach(reports::readFile);
      } catch (IOException e) {
        return TestRun.none("the test reports cannot be read: " + e.getMessage());
      }
    }
    return new TestRun(reports.ran, reports.failures, problem);
  }

  private void readFile(Path file) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > MAX_REPORT_BYTES) {
        return;
      }
      try (var in = Files.newInputStream(file)) {
        readCases(factory.createXMLStreamReader(in));
      }
    } catch (IOException | XMLStreamException e) {
      // The rest of a report that was cut short is lost; the tests in it did not run to their end.
    }
  }

  private void readCases(XMLStreamReader xml) throws XMLStreamException {
    String test = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "testcase" -> {
          test = name(xml);
          ran.add(test);
        }
        case "failure", "error" -> {
          String type = attribute(xml, "type");
          String trace = xml.getElementText();
          failures.putIfAbsent(test, new TestRun.Failure(type, cut(trace.strip())));
        }
        case "skipped" -> ran.remove(test);
        default -> {
          // Properties and output are of no interest.
        }
      }
    }
  }

  /** Parameters and repetitions of a test method count as one test. */
  private static String name(XMLStreamReader xml) {
    String method = attribute(xml, "name").replaceFirst("[\\[({ ].*", "");
    return attribute(xml, "classname") + "." + method;
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static String cut(String text) {
    return text.length() <= MAX_TRACE_CHARS ? text : text.substring(0, MAX_TRACE_CHARS);
  }
}
