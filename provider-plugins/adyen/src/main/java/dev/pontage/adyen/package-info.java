/** Adyen Checkout: cards through VTEX's proxy and directly, wallets, 3-D Secure by redirect, Pix and boleto. */
@NullMarked
package dev.pontage.adyen;

import org.jspecify.annotations.NullMarked;
