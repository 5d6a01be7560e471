/**
 * Sources of many languages as syntax trees of one kind; what the nodes mean is told elsewhere.
 *
 * <p>Nothing here knows of snapshots, types or methods, so that only {@code repository} depends on
 * it.
 */
@NullMarked
package dev.hephaestus.server.repository.syntax;

import org.jspecify.annotations.NullMarked;
