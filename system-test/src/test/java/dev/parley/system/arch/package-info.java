/** The dependencies between modules. */
package dev.parley.system.arch;
