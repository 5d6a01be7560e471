package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.List;
import java.util.Optional;

/**
 * A call as its language writes it.
 *
 * @param name what is called; {@code <init>} where an object is made
 * @param receiver what stands before the dot
 * @param made the class of which an object is made; else empty
 * @param arguments in order; a block or a closure behind the parentheses is the last
 */
record CallSite(
    String name, Optional<SyntaxNode> receiver, String made, List<SyntaxNode> arguments) {

  CallSite {
    arguments = List.copyOf(arguments);
  }

  static CallSite of(String name, Optional<SyntaxNode> receiver, List<SyntaxNode> arguments) {
    return new CallSite(name, receiver, "", arguments);
  }

  static CallSite making(String type, List<SyntaxNode> arguments) {
    return new CallSite("<init>", Optional.empty(), simple(type), arguments);
  }

  /** {@code shop.Cart<Item>} and {@code Shop::Cart} give {@code Cart}. */
  static String simple(String type) {
    int end = 0;
    while (end < type.length() && "<[({".indexOf(type.charAt(end)) < 0) {
      end++;
    }
    String raw = type.substring(0, end).strip();
    int cut = Math.max(raw.lastIndexOf('.'), Math.max(raw.lastIndexOf(':'), raw.lastIndexOf(' ')));
    return raw.substring(cut + 1);
  }
}
