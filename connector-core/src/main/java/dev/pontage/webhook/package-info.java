/** What reaches us from outside VTEX: acquirers' webhooks and the shopper's browser. */
@NullMarked
package dev.pontage.webhook;

import org.jspecify.annotations.NullMarked;
