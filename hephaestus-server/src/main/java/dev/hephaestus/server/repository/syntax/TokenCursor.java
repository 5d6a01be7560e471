package dev.hephaestus.server.repository.syntax;

import dev.hephaestus.server.repository.syntax.GroovyTokens.Kind;
import dev.hephaestus.server.repository.syntax.GroovyTokens.Token;
import java.util.List;

/** A place in the tokens of a source. */
final class TokenCursor {

  private final SourceText source;
  private final List<Token> tokens;
  private int at;

  TokenCursor(SourceText source) {
    this.source = source;
    this.tokens = GroovyTokens.of(source.bytes());
  }

  Token token() {
    return tokens.get(at);
  }

  Token ahead(int count) {
    return tokens.get(Math.min(tokens.size() - 1, at + count));
  }

  /** The end of what has been read. */
  int end() {
    return at == 0 ? 0 : tokens.get(at - 1).end();
  }

  Token take() {
    Token token = token();
    at = Math.min(tokens.size() - 1, at + 1);
    return token;
  }

  String text(Token token) {
    return source.between(token.start(), token.end());
  }

  boolean atEnd() {
    return token().kind() == Kind.END;
  }

  boolean is(String text) {
    return is(0, text);
  }

  boolean is(int ahead, String text) {
    Token token = ahead(ahead);
    return (token.kind() == Kind.SIGN || token.kind() == Kind.WORD)
        && token.end() - token.start() == text.length()
        && text(token).equals(text);
  }

  boolean isWord(int ahead) {
    return ahead(ahead).kind() == Kind.WORD;
  }

  /** Whether a line, a statement or what is around it ends here. */
  boolean atStop() {
    return atEnd() || token().kind() == Kind.LINE_END || is(";") || is("}") || is(")") || is("]");
  }

  void skipLines() {
    while (token().kind() == Kind.LINE_END || is(";")) {
      take();
    }
  }

  void skipLineEnds() {
    while (token().kind() == Kind.LINE_END) {
      take();
    }
  }

  void skipLine() {
    while (!atEnd() && token().kind() != Kind.LINE_END && !is(";")) {
      take();
    }
  }

  /** How many tokens from an opening bracket to behind the one that closes it. */
  int balanced(int ahead) {
    int depth = 0;
    int count = ahead;
    while (ahead(count).kind() != Kind.END) {
      if (is(count, "(") || is(count, "[") || is(count, "{")) {
        depth++;
      } else if (is(count, ")") || is(count, "]") || is(count, "}")) {
        depth--;
      }
      count++;
      if (depth <= 0) {
        return count;
      }
    }
    return count;
  }

  void skip(int count) {
    at = Math.min(tokens.size() - 1, at + count);
  }
}
