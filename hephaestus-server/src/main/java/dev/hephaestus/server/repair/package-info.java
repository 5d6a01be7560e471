/** Fourth stage: proposals for a fix, from templates first and from a model after. */
@NullMarked
package dev.hephaestus.server.repair;

import org.jspecify.annotations.NullMarked;
