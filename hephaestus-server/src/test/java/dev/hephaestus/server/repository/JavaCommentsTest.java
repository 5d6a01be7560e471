package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JavaCommentsTest {

  @Test
  void blanksCommentsAndKeepsLines() {
    assertThat(erased("int a; // b\r\n/* c\n d */int e;/**/f"))
        .isEqualTo("int a;     \r\n    \n     int e;    f");
  }

  @Test
  void leavesLiteralsAlone() {
    String source = "s = \"/* a \\\" // \"; c = '\"'; d = '\\''; e = \"\\\\\"; f = a / b;";

    assertThat(erased(source)).isEqualTo(source);
    assertThat(erased("t = \"\"\"\n // \"a\" \\\"\"\" /* \"\"\"; // c"))
        .isEqualTo("t = \"\"\"\n // \"a\" \\\"\"\" /* \"\"\";     ");
  }

  @Test
  void endsABrokenLiteralWithItsLine() {
    assertThat(erased("s = \"open\n// a")).isEqualTo("s = \"open\n    ");
    assertThat(erased("s = \"\"; t = \"\"\"open")).isEqualTo("s = \"\"; t = \"\"\"open");
  }

  @Test
  void leavesASourceAloneWhoseCommentsAreNotSure() {
    assertThat(erased("a // b\n /* never closed")).isEqualTo("a // b\n /* never closed");
    assertThat(erased("a // b \\u000a int c;")).isEqualTo("a // b \\u000a int c;");
    assertThat(erased("c = \"\\uu0022; // b")).isEqualTo("c = \"\\uu0022; // b");
    assertThat(erased("c = '\\u00e4'; // b")).isEqualTo("c = '\\u00e4';     ");
  }

  @Test
  void endsWithTheSource() {
    for (String source : new String[] {"", "/", "'", "\"", "\"\"\"", "\"\"\"\n\\", "'\\"}) {
      assertThat(erased(source)).isEqualTo(source);
    }
  }

  @Test
  void findsWhereDocumentationBegins() {
    assertThat(documented("/** a */ class A", "class")).isEqualTo("/** a */ class A");
    assertThat(documented("; /** a */ /* b */ // c\n class A", "class")).startsWith("/** a */");
    assertThat(documented("/** a */ ; class A", "class")).isEqualTo("class A");
    assertThat(documented("/* a */ class A", "class")).isEqualTo("class A");
    assertThat(documented("x;\n/// a\n  /// b\nclass A", "class")).startsWith("/// a");
    assertThat(documented("/// a\n\n/// b\nclass A", "class")).startsWith("/// b");
  }

  @Test
  void doesNotChangeWhatIsParsed() {
    SourceSymbols source =
        JavaParser.parse(
                "A.java",
                """
                package a;

                /** The class. */
                // more
                @Deprecated
                class A {
                  /** A method. */
                  // more
                  void m() { /* b */ }
                }
                """)
            .symbols();

    assertThat(source.types().get(0).lines()).isEqualTo(new LineRange(3, 10));
    assertThat(source.types().get(0).methods().get(0).lines()).isEqualTo(new LineRange(9, 9));
  }

  private static String erased(String text) {
    char[] source = text.toCharArray();
    JavaComments.erase(text, source);
    return new String(source);
  }

  private static String documented(String text, String word) {
    JavaComments comments = JavaComments.erase(text, text.toCharArray());
    return text.substring(comments.documented(text.indexOf(word)));
  }
}
