/** Third stage: where the fault is, and the code that a repair needs to see. */
@NullMarked
package dev.hephaestus.server.localization;

import org.jspecify.annotations.NullMarked;
