package dev.hephaestus.server.repository.syntax;

import dev.hephaestus.server.repository.syntax.GroovyTokens.Kind;
import dev.hephaestus.server.repository.syntax.GroovyTokens.Token;
import java.util.Set;

/** Reads what Groovy's expressions name, call and make; operators are stepped over. */
final class GroovyExpressions {

  private static final Set<String> WORD_OPERATORS = Set.of("in", "instanceof", "as");
  private static final Set<String> ASSIGNS = Set.of("=", "+=", "-=", "*=", "/=", "++", "--");

  private final GroovyCode code;
  private final GroovyTrees.Reading reading;
  private final TokenCursor cursor;

  GroovyExpressions(GroovyCode code, GroovyTrees.Reading reading) {
    this.code = code;
    this.reading = reading;
    this.cursor = reading.cursor;
  }

  /** A statement that is an expression: an assignment, or a call perhaps without parentheses. */
  Draft statement() {
    Draft statement = new Draft("statement", cursor.token().start());
    Draft first = operand();
    if (isAssignment()) {
      Draft assignment = new Draft("assignment", first.start);
      assignment.add(first.as("left"));
      cursor.take();
      Draft value = new Draft("value", cursor.token().start());
      line(value);
      value.end = cursor.end();
      assignment.add(value.as("right"));
      assignment.end = cursor.end();
      return statement.add(assignment);
    }
    statement.add(isCommand(first) ? command(first) : first);
    line(statement);
    statement.end = cursor.end();
    return statement;
  }

  private boolean isAssignment() {
    return cursor.token().kind() == Kind.SIGN && ASSIGNS.contains(cursor.text(cursor.token()));
  }

  /** {@code log.error "text", e}. */
  private boolean isCommand(Draft callee) {
    if (!callee.type.equals("identifier") && !callee.type.equals("member")) {
      return false;
    }
    Token next = cursor.token();
    boolean word = next.kind() == Kind.WORD && !WORD_OPERATORS.contains(cursor.text(next));
    return word || next.kind() == Kind.STRING || next.kind() == Kind.NUMBER;
  }

  private Draft command(Draft callee) {
    Draft call = new Draft("call", callee.start);
    call.add(callee.as("function"));
    Draft arguments = new Draft("arguments", cursor.token().start());
    while (!cursor.atStop()) {
      argument(arguments);
    }
    arguments.end = cursor.end();
    call.end = cursor.end();
    return call.add(arguments.as("arguments"));
  }

  private void argument(Draft arguments) {
    Draft argument = new Draft("argument", cursor.token().start());
    upTo(argument, ",");
    argument.end = cursor.end();
    arguments.add(argument);
    if (cursor.is(",")) {
      cursor.take();
      cursor.skipLineEnds();
    }
  }

  /** All to the end of the line. */
  void line(Draft into) {
    upTo(into, "");
  }

  /** All to a closing bracket, which is taken. */
  void until(Draft into, String close) {
    while (!cursor.atEnd() && !cursor.is(close) && !cursor.is("}")) {
      upTo(into, "");
      if (cursor.token().kind() == Kind.LINE_END || cursor.is(";")) {
        cursor.take();
      } else if (!cursor.is(close) && cursor.atStop()) {
        break;
      }
    }
    if (cursor.is(close)) {
      cursor.take();
    }
    into.end = cursor.end();
  }

  void upTo(Draft into, String stop) {
    boolean operator = into.children.isEmpty();
    while (!cursor.atEnd() && !(!stop.isEmpty() && cursor.is(stop))) {
      if (cursor.token().kind() == Kind.LINE_END && operator && !into.children.isEmpty()) {
        cursor.take();
        continue;
      }
      if (cursor.atStop()) {
        return;
      }
      operator = !isOperand();
      if (operator) {
        cursor.take();
      } else {
        into.add(operand());
      }
    }
  }

  private boolean isOperand() {
    Token token = cursor.token();
    return switch (token.kind()) {
      case WORD -> !WORD_OPERATORS.contains(cursor.text(token));
      case STRING, NUMBER -> true;
      default -> cursor.is("(") || cursor.is("[") || cursor.is("{");
    };
  }

  private Draft operand() {
    if (code.tooDeep()) {
      Draft skipped = new Draft("skipped", cursor.token());
      boolean opens = cursor.is("(") || cursor.is("[") || cursor.is("{");
      cursor.skip(opens ? cursor.balanced(0) : 1);
      skipped.end = cursor.end();
      return skipped;
    }
    code.deeper(1);
    Draft operand = chain(primary());
    code.deeper(-1);
    return operand;
  }

  private Draft primary() {
    Token token = cursor.token();
    if (token.kind() == Kind.STRING) {
      return string();
    }
    if (cursor.is("new") && cursor.isWord(1)) {
      return made();
    }
    if (token.kind() == Kind.WORD) {
      String name = cursor.text(token);
      if (name.equals("null") || name.equals("true") || name.equals("false")) {
        return new Draft("literal", cursor.take());
      }
      boolean self = name.equals("this") || name.equals("super");
      return new Draft(self ? name : "identifier", cursor.take());
    }
    if (cursor.is("(") || cursor.is("[")) {
      Draft group = new Draft("group", token);
      String close = cursor.is("(") ? ")" : "]";
      cursor.take();
      until(group, close);
      return group;
    }
    return cursor.is("{") ? closure() : new Draft("other", cursor.take());
  }

  private Draft string() {
    Token token = cursor.take();
    Draft string = new Draft("string", token);
    for (int i = 0; i + 1 < token.cuts().size(); i += 2) {
      Draft cut = new Draft("interpolation", token.cuts().get(i));
      cut.end = token.cuts().get(i + 1);
      string.add(cut);
    }
    return string;
  }

  private Draft made() {
    Draft made = new Draft("new", cursor.take());
    made.add(code.typeName("type_name").as("type"));
    if (cursor.is("(")) {
      made.add(arguments().as("arguments"));
    } else if (cursor.is("[")) {
      cursor.skip(cursor.balanced(0));
    }
    if (cursor.is("{")) {
      Draft anonymous = new Draft("anonymous", cursor.token().start());
      anonymous.add(reading.body("", false));
      anonymous.end = cursor.end();
      made.add(anonymous);
    }
    made.end = cursor.end();
    return made;
  }

  private Draft arguments() {
    Draft arguments = new Draft("arguments", cursor.take());
    while (!cursor.atEnd() && !cursor.is(")") && !cursor.is("}")) {
      int before = cursor.token().start();
      cursor.skipLineEnds();
      argument(arguments);
      cursor.skipLines();
      if (cursor.token().start() == before) {
        cursor.take();
      }
    }
    if (cursor.is(")")) {
      cursor.take();
    }
    arguments.children.removeIf(argument -> argument.children.isEmpty());
    arguments.end = cursor.end();
    return arguments;
  }

  private Draft closure() {
    Draft closure = new Draft("closure", cursor.token().start());
    int arrow = arrow();
    if (arrow > 0) {
      Draft names = new Draft("closure_parameters", cursor.ahead(1).start());
      for (int i = 1; i < arrow; i++) {
        if (cursor.isWord(i) && !cursor.isWord(i + 1)) {
          names.add(new Draft("name", cursor.ahead(i)));
        }
      }
      names.end = cursor.ahead(arrow).start();
      closure.add(names.as("parameters"));
    }
    closure.add(code.block(arrow));
    closure.end = cursor.end();
    return closure;
  }

  /** How far the arrow behind a closure's parameters is; 0 where it has none. */
  private int arrow() {
    for (int i = 1; i < 40; i++) {
      if (cursor.is(i, "->")) {
        return i;
      }
      boolean names = cursor.isWord(i) || cursor.is(i, ",") || cursor.is(i, "<");
      if (!names && !cursor.is(i, ">") && !cursor.is(i, ".") && !cursor.is(i, "=")) {
        return 0;
      }
    }
    return 0;
  }

  private Draft chain(Draft first) {
    Draft current = first;
    while (true) {
      if (isDot()) {
        cursor.skipLineEnds();
        cursor.take();
        Draft member = new Draft("member", current.start);
        member.add(current.as("object"));
        if (cursor.isWord(0) || cursor.token().kind() == Kind.STRING) {
          member.add(new Draft("identifier", cursor.take()).as("name"));
        }
        member.end = cursor.end();
        current = member;
      } else if (cursor.is("(") && isCallable(current)) {
        current = called(current);
      } else if (cursor.is("{") && (isCallable(current) || current.type.equals("call"))) {
        current = withClosure(current);
      } else if (cursor.is("[") && current.end == cursor.token().start()) {
        Draft index = new Draft("index", current.start);
        index.add(current.as("object"));
        cursor.take();
        until(index, "]");
        current = index;
      } else {
        return current;
      }
    }
  }

  private boolean isDot() {
    int lines = 0;
    while (cursor.ahead(lines).kind() == Kind.LINE_END) {
      lines++;
    }
    return cursor.is(lines, ".")
        || cursor.is(lines, "?.")
        || (lines == 0 && (cursor.is("*.") || cursor.is(".&") || cursor.is(".@")));
  }

  private static boolean isCallable(Draft current) {
    return switch (current.type) {
      case "identifier", "member", "this", "super" -> true;
      default -> false;
    };
  }

  private Draft called(Draft function) {
    Draft call = new Draft("call", function.start);
    call.add(function.as("function"));
    call.add(arguments().as("arguments"));
    call.end = cursor.end();
    return call;
  }

  private Draft withClosure(Draft function) {
    if (function.type.equals("call")) {
      Draft arguments = function.children.get(function.children.size() - 1);
      arguments.add(closure());
      arguments.end = cursor.end();
      function.end = cursor.end();
      return function;
    }
    Draft call = new Draft("call", function.start);
    call.add(function.as("function"));
    Draft arguments = new Draft("arguments", cursor.token().start());
    arguments.add(closure());
    arguments.end = cursor.end();
    call.add(arguments.as("arguments"));
    call.end = cursor.end();
    return call;
  }
}
