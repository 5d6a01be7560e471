/** The client's figures as meters, for applications that have Micrometer. */
@NullMarked
package dev.hephaestus.client.micrometer;

import org.jspecify.annotations.NullMarked;
