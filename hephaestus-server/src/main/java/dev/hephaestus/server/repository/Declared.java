package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.Optional;

/**
 * A name that is declared or assigned.
 *
 * @param name as written
 * @param type as written; empty where none is
 * @param value what it is given
 */
record Declared(String name, String type, Optional<SyntaxNode> value) {}
