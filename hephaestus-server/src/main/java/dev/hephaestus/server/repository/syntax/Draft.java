package dev.hephaestus.server.repository.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of which the end is not known yet. */
final class Draft {

  final String type;
  final int start;
  final List<Draft> children = new ArrayList<>();
  String field = "";
  int end;

  Draft(String type, int start) {
    this.type = type;
    this.start = start;
    this.end = start;
  }

  Draft(String type, GroovyTokens.Token token) {
    this(type, token.start());
    this.end = token.end();
  }

  Draft as(String place) {
    field = place;
    return this;
  }

  Draft add(Draft child) {
    children.add(child);
    return this;
  }

  /** The node for good; drafts are not deeper than trees may be. */
  SyntaxNode node(SourceText source, Optional<SyntaxNode> parent) {
    SyntaxNode node = new SyntaxNode(source, type, field, start, end, parent);
    List<SyntaxNode> nodes = new ArrayList<>(children.size());
    for (Draft child : children) {
      nodes.add(child.node(source, Optional.of(node)));
    }
    node.adopt(nodes);
    return node;
  }
}
