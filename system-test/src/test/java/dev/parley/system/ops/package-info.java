/** What an operator sees and does: metrics, alerts, the dashboard, the command line. */
package dev.parley.system.ops;
