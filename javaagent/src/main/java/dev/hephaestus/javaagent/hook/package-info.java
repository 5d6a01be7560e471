/** Puts advice into the logging libraries as they are loaded; isolated, with Byte Buddy. */
@NullMarked
package dev.hephaestus.javaagent.hook;

import org.jspecify.annotations.NullMarked;
