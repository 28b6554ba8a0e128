/**
 * How many nodes a crowd needs: measures a short ladder of loads, fits what a node, a connection and a signal cost, checks
 * the fit on a load it has not seen, and only then extrapolates. Read {@link dev.parley.load.plan.PlanCommand} first.
 */
package dev.parley.load.plan;
