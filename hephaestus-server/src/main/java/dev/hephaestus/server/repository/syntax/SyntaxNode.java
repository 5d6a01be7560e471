package dev.hephaestus.server.repository.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A node of a syntax tree.
 *
 * <p><i>Shape:</i> named nodes, keywords and operators; comments and punctuation are left out. No
 * tree is deeper than {@link SyntaxTrees#MOST_DEPTH}, so that recursion over one is bounded.
 *
 * <p><i>Threads:</i> immutable once its tree was made.
 */
public final class SyntaxNode {

  private final SourceText source;
  private final String type;
  private final String field;
  private final int start;
  private final int end;
  private final Optional<SyntaxNode> parent;
  private List<SyntaxNode> children = List.of();

  SyntaxNode(
      SourceText source,
      String type,
      String field,
      int start,
      int end,
      Optional<SyntaxNode> parent) {
    this.source = Objects.requireNonNull(source, "source");
    this.type = Objects.requireNonNull(type, "type");
    this.field = field;
    this.start = start;
    this.end = end;
    this.parent = parent;
  }

  void adopt(List<SyntaxNode> nodes) {
    children = List.copyOf(nodes);
  }

  /** What the grammar calls it; a keyword or an operator is called what it is. */
  public String type() {
    return type;
  }

  /** Its place in its parent, as the grammar calls it; empty where the grammar has no name. */
  public String field() {
    return field;
  }

  /** Whether the grammar calls it one of these. */
  public boolean is(String... types) {
    for (String each : types) {
      if (type.equals(each)) {
        return true;
      }
    }
    return false;
  }

  /** What it stands in; empty for the root. */
  public Optional<SyntaxNode> parent() {
    return parent;
  }

  /** Whether its parent is of one of these types. */
  public boolean isIn(String... types) {
    return parent.isPresent() && parent.get().is(types);
  }

  /** The nodes in it, in order. */
  public List<SyntaxNode> children() {
    return children;
  }

  /** The nodes in it of these types, in order. */
  public List<SyntaxNode> children(String... types) {
    return children.stream().filter(child -> child.is(types)).toList();
  }

  /** The first node in it of these types. */
  public Optional<SyntaxNode> child(String... types) {
    for (SyntaxNode child : children) {
      if (child.is(types)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** The first node at this place. */
  public Optional<SyntaxNode> at(String place) {
    for (SyntaxNode child : children) {
      if (child.field.equals(place)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** All nodes at this place. */
  public List<SyntaxNode> allAt(String place) {
    return children.stream().filter(child -> child.field.equals(place)).toList();
  }

  /** The text of the node at this place; empty where there is none. */
  public String textAt(String place) {
    return at(place).map(SyntaxNode::text).orElse("");
  }

  /** Its text, as written. */
  public String text() {
    return source.between(start, end);
  }

  /** The text from its start to where another node starts. */
  public String textUntil(SyntaxNode other) {
    return source.between(start, other.start);
  }

  /** The text of a part of it, counted in bytes of the whole source. */
  String between(int from, int to) {
    return source.between(from, to);
  }

  /** Bytes before it. */
  public int start() {
    return start;
  }

  /** Bytes up to its end. */
  public int end() {
    return end;
  }

  /** Its first line, from 1. */
  public int firstLine() {
    return source.lineAt(start);
  }

  /** Its last line with anything on it. */
  public int lastLine() {
    return source.lastLine(start, end);
  }

  /** The first node of a type in it, at any depth, itself included. */
  public Optional<SyntaxNode> find(String... types) {
    List<SyntaxNode> found = new ArrayList<>();
    walk(
        node -> {
          if (found.isEmpty() && node.is(types)) {
            found.add(node);
          }
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  /** Hands over itself and the nodes in it, in order. */
  public void each(Consumer<SyntaxNode> reader) {
    walk(
        node -> {
          reader.accept(node);
          return true;
        });
  }

  /** Hands over itself and the nodes in it, in order, but not those in nodes that are refused. */
  public void walk(Predicate<SyntaxNode> enter) {
    Deque<SyntaxNode> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      SyntaxNode node = open.pop();
      if (enter.test(node)) {
        for (int i = node.children.size() - 1; i >= 0; i--) {
          open.push(node.children.get(i));
        }
      }
    }
  }

  @Override
  public String toString() {
    return type + " at line " + firstLine();
  }
}
