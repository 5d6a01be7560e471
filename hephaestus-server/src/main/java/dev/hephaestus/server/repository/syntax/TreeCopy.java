package dev.hephaestus.server.repository.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;
import org.treesitter.TSTreeCursor;

/** Copies a native tree, without recursion, up to a depth and a number of nodes. */
final class TreeCopy {

  /** Two megabytes of dense code; a source is a megabyte at most by default. */
  private static final int MOST_NODES = 2_000_000;

  private record Open(SyntaxNode node, List<SyntaxNode> children) {}

  private final SourceText source;
  private final NodeNames names;
  private final TSTreeCursor cursor;
  private final Deque<Open> open = new ArrayDeque<>();
  private int nodes;

  TreeCopy(SourceText source, NodeNames names, TSTreeCursor cursor) {
    this.source = source;
    this.names = names;
    this.cursor = cursor;
  }

  SyntaxNode root() {
    TSNode native0 = cursor.currentNode();
    SyntaxNode root = node(native0, native0.getSymbol(), "");
    if (!cursor.gotoFirstChild()) {
      return root;
    }
    open.push(new Open(root, new ArrayList<>()));
    while (!open.isEmpty()) {
      @Nullable SyntaxNode copied = nodes < MOST_NODES ? current() : null;
      if (copied != null && open.size() < SyntaxTrees.MOST_DEPTH && cursor.gotoFirstChild()) {
        open.push(new Open(copied, new ArrayList<>()));
      } else {
        forward();
      }
    }
    return root;
  }

  /** The node that the cursor stands on, unless it says nothing. */
  private @Nullable SyntaxNode current() {
    TSNode current = cursor.currentNode();
    int symbol = current.getSymbol();
    if (names.isComment(symbol)) {
      return null;
    }
    boolean meant = names.isNamed(symbol) || names.isWord(symbol);
    String field = names.field(cursor.currentFieldId());
    if (!meant && field.isEmpty()) {
      return null;
    }
    SyntaxNode copied = node(current, symbol, field);
    open.element().children().add(copied);
    return copied;
  }

  private SyntaxNode node(TSNode current, int symbol, String field) {
    nodes++;
    String type = names.type(symbol);
    int start = current.getStartByte();
    // A keyword is as long as its name; asking native code costs more than all else here.
    int end = names.isNamed(symbol) ? current.getEndByte() : start + type.length();
    return new SyntaxNode(
        source, type, field, start, end, Optional.ofNullable(open.peek()).map(Open::node));
  }

  private void forward() {
    while (!cursor.gotoNextSibling()) {
      Open done = open.pop();
      done.node().adopt(done.children());
      if (open.isEmpty() || !cursor.gotoParent()) {
        break;
      }
    }
  }
}
