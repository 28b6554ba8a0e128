package dev.parley.load.plan;

import dev.parley.load.server.BenchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Ordinary least squares without an intercept, whose coefficients are costs: none can be below zero. A regressor that
 * comes out negative is noise; the most negative one is left out and the rest fitted anew, until none is.
 */
final class LeastSquares {
    private static final double CONFIDENCE = 0.95;

    private final int width;
    private final int[] kept;
    private final double[] coefficients;
    private final double[][] covariance;
    private final double quantile;

    private LeastSquares(int width, int[] kept, OLSMultipleLinearRegression fit, int rows) {
        this.width = width;
        this.kept = kept;
        this.coefficients = fit.estimateRegressionParameters();
        this.covariance = scaled(fit.estimateRegressionParametersVariance(), fit.estimateErrorVariance());
        this.quantile = new TDistribution(rows - kept.length).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    }

    /** A value with the interval that holds the true mean with a probability of 95 %, if the model is right. */
    record Estimate(double value, double low, double high) {
        Estimate times(double factor) {
            return new Estimate(value * factor, low * factor, high * factor);
        }
    }

    /** @param x a row for each observation, more rows than columns @param y as many */
    static LeastSquares fit(double[][] x, double[] y) {
        int width = x[0].length;
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            kept.add(i);
        }
        while (!kept.isEmpty()) {
            LeastSquares fit =
                    fit(x, y, kept.stream().mapToInt(Integer::intValue).toArray());
            int worst = fit.mostNegative();
            if (worst < 0) {
                return fit;
            }
            kept.remove(worst);
        }
        throw new BenchException("nothing that was varied explains what was measured");
    }

    private static LeastSquares fit(double[][] x, double[] y, int[] kept) {
        try {
            OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
            fit.setNoIntercept(true);
            double[][] columns = Arrays.stream(x).map(row -> pick(row, kept)).toArray(double[][]::new);
            fit.newSampleData(y, columns);
            return new LeastSquares(x[0].length, kept, fit, y.length);
        } catch (SingularMatrixException same) {
            throw new BenchException("the ladder's loads are too much alike to tell their costs apart");
        }
    }

    private int mostNegative() {
        int worst = -1;
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] < 0 && (worst < 0 || coefficients[i] < coefficients[worst])) {
                worst = i;
            }
        }
        return worst;
    }

    /** One coefficient; 0 when the regressor was left out. */
    Estimate coefficient(int index) {
        double[] unit = new double[width];
        unit[index] = 1;
        return predict(unit);
    }

    Estimate predict(double[] row) {
        double[] x = pick(row, kept);
        double value = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            value += x[i] * coefficients[i];
            for (int j = 0; j < x.length; j++) {
                variance += x[i] * covariance[i][j] * x[j];
            }
        }
        double margin = quantile * Math.sqrt(Math.max(0, variance));
        return new Estimate(value, Math.max(0, value - margin), value + margin);
    }

    private static double[] pick(double[] row, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> row[i]).toArray();
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(value -> value * factor).toArray())
                .toArray(double[][]::new);
    }
}
