/** The form in which models write patches, and how it becomes a change of files. */
@NullMarked
package dev.hephaestus.server.repair.patch;

import org.jspecify.annotations.NullMarked;
