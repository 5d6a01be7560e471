package dev.hephaestus.server.repository.syntax;

import dev.hephaestus.server.repository.syntax.GroovyTokens.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Groovy without Groovy: its own parser gives nothing for a broken source, cannot be stopped,
 * and stands next to a compiler that runs what it reads.
 *
 * <p><i>Shape:</i> packages, imports, types, methods, fields; in their code what {@link GroovyCode}
 * tells. Linear in the source's length, but for lines that look ahead.
 */
public final class GroovyTrees implements SyntaxTrees {

  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "private",
          "protected",
          "static",
          "final",
          "abstract",
          "synchronized",
          "def",
          "var",
          "transient",
          "volatile",
          "default",
          "native",
          "sealed",
          "strictfp");

  private static final Set<String> TYPES = Set.of("class", "interface", "enum", "trait", "record");

  @Override
  public Optional<SyntaxNode> parse(String text) {
    SourceText source = new SourceText(text);
    return Optional.of(new Reading(source).file().node(source, Optional.empty()));
  }

  /** One source being read. */
  static final class Reading {

    /** A member takes a few nodes for each type that it stands in. */
    private static final int DEEPEST = SyntaxTrees.MOST_DEPTH / 8;

    final TokenCursor cursor;
    private final GroovyCode code;
    private int depth;

    Reading(SourceText source) {
      this.cursor = new TokenCursor(source);
      this.code = new GroovyCode(this);
    }

    Draft file() {
      Draft file = new Draft("source_file", 0);
      cursor.skipLines();
      while (!cursor.atEnd()) {
        int before = cursor.token().start();
        member(file, "", false);
        cursor.skipLines();
        if (!cursor.atEnd() && cursor.token().start() == before) {
          cursor.take();
          cursor.skipLines();
        }
      }
      file.end = cursor.end();
      return file;
    }

    private void member(Draft around, String typeName, boolean inType) {
      if (cursor.is("package") || cursor.is("import")) {
        Draft line = new Draft(cursor.is("package") ? "package" : "import", cursor.token());
        cursor.take();
        cursor.skipLine();
        line.end = cursor.end();
        around.add(line);
        return;
      }
      Draft draft = new Draft("modifiers", cursor.token().start());
      modifiers(draft);
      if (isType()) {
        around.add(type(draft));
      } else if (inType && cursor.is("{")) {
        Draft block = code.block(0).as("initializer");
        block.children.add(0, draft.as("modifiers"));
        around.add(block);
      } else {
        declared(around, draft, typeName, inType);
      }
    }

    private void modifiers(Draft into) {
      while (true) {
        int start = cursor.token().start();
        if (cursor.is("@") && cursor.isWord(1) && !cursor.is(1, "interface")) {
          annotation();
        } else if (cursor.isWord(0)
            && MODIFIERS.contains(cursor.text(cursor.token()))
            && !cursor.is(1, "(")
            && !cursor.is(1, ".")) {
          cursor.take();
        } else {
          return;
        }
        Draft modifier = new Draft("modifier", start);
        modifier.end = cursor.end();
        into.add(modifier);
        into.end = cursor.end();
        cursor.skipLineEnds();
      }
    }

    private void annotation() {
      cursor.skip(2);
      while (cursor.is(".") && cursor.isWord(1)) {
        cursor.skip(2);
      }
      if (cursor.is("(")) {
        cursor.skip(cursor.balanced(0));
      }
    }

    boolean isType() {
      boolean annotation = cursor.is("@") && cursor.is(1, "interface") && cursor.isWord(2);
      return annotation
          || (cursor.isWord(0)
              && TYPES.contains(cursor.text(cursor.token()))
              && cursor.isWord(1)
              && !cursor.is(1, "in"));
    }

    Draft type(Draft modifiers) {
      Draft type =
          new Draft(
              "type", modifiers.children.isEmpty() ? cursor.token().start() : modifiers.start);
      type.add(modifiers.as("modifiers"));
      if (cursor.is("@")) {
        cursor.take();
      }
      boolean constants = cursor.is("enum");
      type.add(new Draft(cursor.text(cursor.token()), cursor.take()).as("kind"));
      String name = cursor.text(cursor.token());
      type.add(new Draft("name", cursor.take()).as("name"));
      header(type);
      if (cursor.is("{")) {
        type.add(body(name, constants));
      }
      type.end = cursor.end();
      return type;
    }

    private void header(Draft type) {
      boolean above = false;
      while (!cursor.atEnd() && !cursor.is("{") && !cursor.is("}")) {
        if (cursor.is("extends") || cursor.is("implements")) {
          above = true;
          cursor.take();
        } else if (cursor.is("<")) {
          cursor.skip(Math.max(1, code.typeArguments(0)));
        } else if (cursor.is("(")) {
          type.add(parameters().as("components"));
        } else if (above && cursor.isWord(0)) {
          type.add(code.typeName("supertype"));
        } else {
          cursor.take();
        }
      }
    }

    Draft body(String typeName, boolean constants) {
      Draft body = new Draft("type_body", cursor.take());
      if (++depth > DEEPEST) {
        cursor.skip(Math.max(0, cursor.balanced(-1)));
      } else {
        if (constants) {
          constants(body);
        }
        members(body, typeName);
      }
      depth--;
      body.end = cursor.end();
      return body;
    }

    private void constants(Draft body) {
      cursor.skipLineEnds();
      while (cursor.isWord(0) && isConstant()) {
        body.add(
            new Draft("constant", cursor.token()).add(new Draft("name", cursor.take()).as("name")));
        while (cursor.is("(") || cursor.is("{")) {
          cursor.skip(cursor.balanced(0));
        }
        if (cursor.is(",")) {
          cursor.take();
        }
        cursor.skipLineEnds();
      }
    }

    private boolean isConstant() {
      boolean ends = cursor.is(1, ",") || cursor.is(1, ";") || cursor.is(1, "}");
      boolean more = cursor.is(1, "(") || cursor.is(1, "{");
      return ends || more || cursor.ahead(1).kind() == Kind.LINE_END;
    }

    private void members(Draft body, String typeName) {
      cursor.skipLines();
      while (!cursor.atEnd() && !cursor.is("}")) {
        int before = cursor.token().start();
        member(body, typeName, true);
        cursor.skipLines();
        if (!cursor.atEnd() && cursor.token().start() == before) {
          cursor.take();
          cursor.skipLines();
        }
      }
      if (!cursor.atEnd()) {
        cursor.take();
      }
    }

    private void declared(Draft around, Draft modifiers, String typeName, boolean inType) {
      if (cursor.is("<")) {
        cursor.skip(code.typeArguments(0));
      }
      int type = code.typeLength();
      boolean named = type > 0 && isName(type);
      if (named && cursor.is(type + 1, "(")) {
        around.add(method(modifiers, type));
      } else if (isName(0) && cursor.is(1, "(") && isUntyped(modifiers, typeName, inType)) {
        around.add(method(modifiers, 0));
      } else if (code.isTyped() || (!modifiers.children.isEmpty() && cursor.isWord(0))) {
        around.add(code.variable(modifiers, type > 0 && cursor.isWord(type) ? type : 0));
      } else {
        around.add(code.statement());
      }
    }

    private boolean isName(int ahead) {
      return cursor.isWord(ahead) || cursor.ahead(ahead).kind() == Kind.STRING;
    }

    /** Without a type it is a method where it says {@code def}, else a constructor or a call. */
    private boolean isUntyped(Draft modifiers, String typeName, boolean inType) {
      boolean words =
          modifiers.children.stream().anyMatch(each -> !cursorText(each).startsWith("@"));
      return words || (inType && cursor.text(cursor.token()).equals(typeName));
    }

    private String cursorText(Draft draft) {
      return code.text(draft);
    }

    private Draft method(Draft modifiers, int typeLength) {
      Draft method =
          new Draft(
              "method", modifiers.children.isEmpty() ? cursor.token().start() : modifiers.start);
      method.add(modifiers.as("modifiers"));
      if (typeLength > 0) {
        method.add(code.spanned("type_name", typeLength).as("type"));
      }
      method.add(new Draft("name", cursor.take()).as("name"));
      method.add(parameters().as("parameters"));
      method.end = cursor.end();
      thrown();
      if (cursor.is("{")) {
        method.add(code.block(0).as("body"));
        method.end = cursor.end();
      }
      return method;
    }

    private void thrown() {
      if (cursor.is("throws")) {
        while (!cursor.atStop() && !cursor.is("{")) {
          cursor.take();
        }
      }
    }

    Draft parameters() {
      Draft list = new Draft("parameters", cursor.token());
      int most = cursor.balanced(0);
      int end = cursor.ahead(most - 1).end();
      cursor.take();
      while (!cursor.atEnd() && cursor.token().start() < end - 1) {
        list.add(parameter(end));
      }
      if (cursor.is(")")) {
        cursor.take();
      }
      list.end = Math.max(list.end, cursor.end());
      return list;
    }

    private Draft parameter(int end) {
      cursor.skipLineEnds();
      modifiers(new Draft("modifiers", cursor.token().start()));
      Draft parameter = new Draft("parameter", cursor.token().start());
      int type = code.typeLength();
      if (type > 0 && cursor.isWord(type)) {
        parameter.add(code.spanned("type_name", type).as("type"));
      }
      if (cursor.isWord(0)) {
        parameter.add(new Draft("name", cursor.take()).as("name"));
      }
      while (!cursor.atEnd() && cursor.token().start() < end - 1 && !cursor.is(",")) {
        boolean opens = cursor.is("(") || cursor.is("[") || cursor.is("{");
        cursor.skip(opens ? cursor.balanced(0) : 1);
      }
      parameter.end = cursor.end();
      if (cursor.is(",")) {
        cursor.take();
      }
      return parameter;
    }
  }
}
