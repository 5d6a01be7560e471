/** Last stage: an accepted fix reaches its people, as a suggestion, a branch or a pull request. */
@NullMarked
package dev.hephaestus.server.delivery;

import org.jspecify.annotations.NullMarked;
