/** Back ends: what services may do, on every way in, and what everybody else may not. */
package dev.parley.system.services;
