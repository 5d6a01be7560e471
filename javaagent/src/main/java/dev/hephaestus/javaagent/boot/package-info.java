/**
 * What is put into the bootstrap class loader, so that code of any class loader can call it.
 *
 * <p>It names types of the JDK only.
 */
@NullMarked
package dev.hephaestus.javaagent.boot;

import org.jspecify.annotations.NullMarked;
