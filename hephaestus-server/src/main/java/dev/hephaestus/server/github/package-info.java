/** Beside the stages: GitHub and GitHub Enterprise. */
@NullMarked
package dev.hephaestus.server.github;

import org.jspecify.annotations.NullMarked;
