package dev.hephaestus.server.repository.syntax;

import dev.hephaestus.server.repository.syntax.GroovyTokens.Kind;
import dev.hephaestus.server.repository.syntax.GroovyTokens.Token;
import java.util.List;
import java.util.Set;

/** Reads Groovy's statements; what it does not understand it steps over. */
final class GroovyCode {

  /** Longer types are not looked ahead over. */
  private static final int LONGEST_TYPE = 64;

  private static final int DEEPEST = 40;

  private static final Set<String> NO_TYPES =
      Set.of(
          "return",
          "throw",
          "new",
          "if",
          "else",
          "while",
          "for",
          "switch",
          "case",
          "default",
          "try",
          "catch",
          "finally",
          "assert",
          "in",
          "instanceof",
          "as",
          "break",
          "continue",
          "do",
          "null",
          "true",
          "false",
          "this",
          "super",
          "import",
          "package");

  private final GroovyTrees.Reading reading;
  private final TokenCursor cursor;
  private final GroovyExpressions expressions;
  private int depth;

  GroovyCode(GroovyTrees.Reading reading) {
    this.reading = reading;
    this.cursor = reading.cursor;
    this.expressions = new GroovyExpressions(this, reading);
  }

  String text(Draft draft) {
    return cursor.text(new Token(Kind.WORD, draft.start, draft.end, List.of()));
  }

  boolean tooDeep() {
    return depth > DEEPEST;
  }

  void deeper(int by) {
    depth += by;
  }

  /** Between braces, the cursor on the opening one; so many tokens are no statements. */
  Draft block(int skipped) {
    Draft block = new Draft("block", cursor.token());
    if (tooDeep()) {
      cursor.skip(cursor.balanced(0));
    } else {
      cursor.skip(1 + skipped);
      deeper(1);
      statements(block);
      deeper(-1);
    }
    block.end = cursor.end();
    return block;
  }

  void statements(Draft block) {
    cursor.skipLines();
    while (!cursor.atEnd() && !cursor.is("}")) {
      int before = cursor.token().start();
      block.add(statement());
      cursor.skipLines();
      if (!cursor.atEnd() && cursor.token().start() == before) {
        cursor.take();
      }
    }
    if (!cursor.atEnd()) {
      cursor.take();
    }
  }

  Draft statement() {
    Draft statement =
        switch (cursor.isWord(0) ? cursor.text(cursor.token()) : "") {
          case "if" -> guarded("if_statement");
          case "while", "for", "switch", "catch" -> guarded("loop_statement");
          case "else", "try", "finally", "do" -> branch();
          case "return" -> leading("return_statement");
          case "throw" -> leading("throw_statement");
          case "assert" -> leading("assert_statement");
          case "break", "continue" -> leading("leave_statement");
          case "case", "default" -> label();
          default -> cursor.isWord(0) && cursor.is(1, ":") ? label() : other();
        };
    statement.end = Math.max(statement.end, cursor.end());
    return statement;
  }

  private Draft guarded(String type) {
    Draft statement = new Draft(cursor.is("catch") ? "catch_clause" : type, cursor.take());
    if (cursor.is("(")) {
      Draft condition = new Draft("condition", cursor.take());
      if (statement.type.equals("catch_clause") || isTyped()) {
        condition.add(variable(new Draft("modifiers", cursor.token().start()), typeLength()));
      }
      expressions.until(condition, ")");
      statement.add(condition.as("condition"));
    }
    body(statement);
    if (statement.type.equals("if_statement")) {
      otherwise(statement);
    }
    return statement;
  }

  private void otherwise(Draft statement) {
    int lines = 0;
    while (cursor.ahead(lines).kind() == Kind.LINE_END) {
      lines++;
    }
    if (cursor.is(lines, "else")) {
      cursor.skip(lines + 1);
      body(statement);
    }
  }

  private void body(Draft statement) {
    cursor.skipLineEnds();
    if (cursor.is("{")) {
      statement.add(block(0).as("body"));
    } else if (!cursor.atStop() && !tooDeep()) {
      deeper(1);
      statement.add(statement().as("body"));
      deeper(-1);
    }
  }

  private Draft branch() {
    Draft statement = new Draft("branch", cursor.take());
    body(statement);
    return statement;
  }

  private Draft label() {
    Draft label = new Draft("label", cursor.take());
    while (!cursor.atStop() && !cursor.is(":") && !cursor.is("->")) {
      cursor.take();
    }
    if (!cursor.atStop()) {
      cursor.take();
    }
    return label;
  }

  private Draft leading(String type) {
    Draft statement = new Draft(type, cursor.take());
    expressions.line(statement);
    return statement;
  }

  private Draft other() {
    if (reading.isType()) {
      return reading.type(new Draft("modifiers", cursor.token().start()));
    }
    if (isTyped()) {
      int start = cursor.token().start();
      while (cursor.is("def") || cursor.is("final") || cursor.is("var")) {
        cursor.take();
      }
      int type = typeLength();
      boolean typed = type > 0 && cursor.isWord(type);
      return variable(new Draft("modifiers", start), typed ? type : 0);
    }
    return expressions.statement();
  }

  /** {@code def x}, {@code String x =}, {@code List<Item> x}. */
  boolean isTyped() {
    if ((cursor.is("def") || cursor.is("final") || cursor.is("var"))
        && (cursor.isWord(1) || cursor.is(1, "("))) {
      return true;
    }
    int type = typeLength();
    boolean plainName = type > 0 && cursor.isWord(type) && !isNoType(type);
    return plainName
        && (cursor.is(type + 1, "=")
            || cursor.is(type + 1, "}")
            || cursor.ahead(type + 1).kind() == Kind.END
            || cursor.is(type + 1, ";")
            || cursor.is(type + 1, "in")
            || cursor.is(type + 1, ":")
            || cursor.ahead(type + 1).kind() == Kind.LINE_END);
  }

  private boolean isNoType(int ahead) {
    return NO_TYPES.contains(cursor.text(cursor.ahead(ahead)));
  }

  /** How many tokens a type takes; 0 where none stands. */
  int typeLength() {
    if (!cursor.isWord(0) || isNoType(0)) {
      return 0;
    }
    int length = 1;
    while (length < LONGEST_TYPE
        && (cursor.is(length, ".") || cursor.is(length, "|"))
        && cursor.isWord(length + 1)) {
      length += 2;
    }
    length = typeArguments(length);
    if (cursor.is(length, "..") && cursor.is(length + 1, ".")) {
      length += 2;
    }
    while (length < LONGEST_TYPE && cursor.is(length, "[") && cursor.is(length + 1, "]")) {
      length += 2;
    }
    return length;
  }

  /** Behind type arguments, where there are some. */
  int typeArguments(int from) {
    if (!cursor.is(from, "<")) {
      return from;
    }
    int open = 0;
    for (int i = from; i < from + LONGEST_TYPE; i++) {
      open += cursor.is(i, "<") ? 1 : cursor.is(i, ">") ? -1 : 0;
      if (open == 0) {
        return i + 1;
      }
      boolean fits =
          cursor.isWord(i) || cursor.is(i, ",") || cursor.is(i, ".") || cursor.is(i, "?");
      if (!fits && !cursor.is(i, "<") && !cursor.is(i, ">")) {
        return from;
      }
    }
    return from;
  }

  Draft spanned(String type, int tokens) {
    Draft draft = new Draft(type, cursor.token());
    cursor.skip(tokens);
    draft.end = cursor.end();
    return draft;
  }

  Draft typeName(String type) {
    return spanned(type, Math.max(1, typeLength()));
  }

  Draft variable(Draft modifiers, int typeLength) {
    Draft variable =
        new Draft(
            "variable", modifiers.children.isEmpty() ? cursor.token().start() : modifiers.start);
    variable.add(modifiers.as("modifiers"));
    if (typeLength > 0) {
      variable.add(spanned("type_name", typeLength).as("type"));
    }
    if (cursor.is("(")) {
      // Several at once: def (a, b) = …
      cursor.skip(cursor.balanced(0));
    }
    while (cursor.isWord(0)) {
      variable.add(new Draft("name", cursor.take()).as("name"));
      if (cursor.is("=")) {
        cursor.take();
        Draft value = new Draft("value", cursor.token().start());
        expressions.upTo(value, ",");
        value.end = cursor.end();
        variable.add(value.as("value"));
      }
      if (!cursor.is(",")) {
        break;
      }
      cursor.take();
      cursor.skipLineEnds();
    }
    variable.end = Math.max(variable.start, cursor.end());
    return variable;
  }
}
