/**
 * Keys and JSON Web Tokens (RFC 7519): which key signs, which ones verify, whose tokens are believed. What the claims
 * mean is {@link dev.parley.gateway.session.Tokens}'s.
 */
package dev.parley.gateway.token;
