/** Beside the stages: a repository at a commit, as files and symbols. */
@NullMarked
package dev.hephaestus.server.repository;

import org.jspecify.annotations.NullMarked;
