/**
 * Finds secrets in text and replaces them, for the client before anything leaves the process and
 * for the server before anything is kept or shown.
 *
 * <p>A text's way: {@link dev.hephaestus.scrubbing.Scrubber} lets {@code KeywordAutomaton} read it
 * once; where a keyword stands, that keyword's {@code Detector}s look closer and note {@code
 * Findings}; what was found is replaced by its rule's mark.
 */
@NullMarked
package dev.hephaestus.scrubbing;

import org.jspecify.annotations.NullMarked;
