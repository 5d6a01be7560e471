/** First stage: log records as they arrived, made durable before they are acknowledged. */
@NullMarked
package dev.hephaestus.server.ingest;

import org.jspecify.annotations.NullMarked;
