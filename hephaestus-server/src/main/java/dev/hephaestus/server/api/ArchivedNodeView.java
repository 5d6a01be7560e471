package dev.hephaestus.server.api;

import dev.hephaestus.server.node.ArchivedNode;

/** A node that was removed, as the API shows it. */
record ArchivedNodeView(String id, String service, NodeView.RepositoryView repository) {

  static ArchivedNodeView of(ArchivedNode node) {
    return new ArchivedNodeView(
        node.id(), node.service(), NodeView.RepositoryView.of(node.repository()));
  }
}
