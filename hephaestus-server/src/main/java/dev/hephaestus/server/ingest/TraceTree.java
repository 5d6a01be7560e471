package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the throwables of a trace together as they are read, told apart by their indentation. */
final class TraceTree {

  /** How a throwable hangs on those before it. */
  enum Link {
    FIRST,
    CAUSE,
    WRAPPER,
    SUPPRESSED,
    /** One of those that a throwable further left gathers: the first counts as its cause. */
    PART
  }

  private static final class Node {
    final int indent;
    final String className;
    @Nullable String message;
    final List<Frame> frames = new ArrayList<>();
    final List<Node> suppressed = new ArrayList<>();
    @Nullable Node cause;
    int common;

    Node(int indent, String className, @Nullable String message) {
      this.indent = indent;
      this.className = className;
      this.message = message;
    }
  }

  /** Deeper nesting than any real program's; what follows is read and dropped. */
  static final int MOST_THROWABLES = 100;

  static final int LONGEST_MESSAGE = 100_000;
  private static final int TAB = 8;

  private final List<Node> all = new ArrayList<>();
  private @Nullable Node top;
  private @Nullable Node current;

  static int indent(String line) {
    int indent = 0;
    for (int i = 0; i < line.length() && line.charAt(i) <= ' '; i++) {
      indent += line.charAt(i) == '\t' ? TAB : 1;
    }
    return indent;
  }

  void open(Link link, int indent, String className, @Nullable String message) {
    Node node = new Node(indent, className, message);
    if (all.size() >= MOST_THROWABLES) {
      current = node;
      return;
    }
    switch (link) {
      case FIRST -> top = node;
      case WRAPPER -> {
        node.cause = top;
        top = node;
      }
      case CAUSE -> {
        Node parent = last(indent);
        if (parent != null) {
          parent.cause = node;
        }
      }
      case SUPPRESSED -> {
        Node parent = last(indent - 1);
        if (parent != null) {
          parent.suppressed.add(node);
        }
      }
      case PART -> {
        Node parent = last(indent - 1);
        if (parent != null && parent.cause == null) {
          parent.cause = node;
        } else if (parent != null) {
          parent.suppressed.add(node);
        }
      }
    }
    all.add(node);
    current = node;
  }

  /** The throwable that was read last and stands no deeper than this. */
  private @Nullable Node last(int indent) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).indent <= indent) {
        return all.get(i);
      }
    }
    return all.isEmpty() ? null : all.get(0);
  }

  void frame(Frame frame) {
    if (current != null) {
      current.frames.add(frame);
    }
  }

  void common(int frames) {
    if (current != null) {
      current.common = frames;
    }
  }

  /** One more line of the message; false when the frames have begun, so that it is not one. */
  boolean message(String line) {
    Node node = current;
    if (node == null || !node.frames.isEmpty() || node.common > 0) {
      return line.isBlank();
    }
    String message = node.message == null ? "" : node.message;
    if (message.length() < LONGEST_MESSAGE) {
      node.message = message + "\n" + line;
    }
    return true;
  }

  @Nullable Thrown build() {
    return top == null ? null : build(top);
  }

  /** The depth is bounded by how many throwables are kept. */
  private static Thrown build(Node node) {
    return new Thrown(
        node.className.isEmpty() ? "java.lang.Throwable" : node.className,
        node.message == null ? null : node.message.stripTrailing(),
        node.frames,
        node.common,
        node.cause == null ? null : build(node.cause),
        node.suppressed.stream().map(TraceTree::build).toList());
  }
}
