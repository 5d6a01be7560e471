/** A server to test clients against. */
@NullMarked
package dev.hephaestus.client.testkit;

import org.jspecify.annotations.NullMarked;
