/** Webhooks from the outside to the engine's side door. */
@NullMarked
package dev.pontage.webhook;

import org.jspecify.annotations.NullMarked;
