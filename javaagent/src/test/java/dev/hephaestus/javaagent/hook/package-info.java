/** Tests of what is woven. */
@NullMarked
package dev.hephaestus.javaagent.hook;

import org.jspecify.annotations.NullMarked;
