package dev.parley.system.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a scrape holds, by the names that queries use. */
record Exposed(String text) {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern IN_QUERY =
            Pattern.compile("\\b(?:parley|vertx|jvm|process|system|http)_[a-zA-Z0-9_]+");

    /** Every metric: counters, gauges, histograms without their suffixes. */
    Set<String> families() {
        return TYPE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !isMaximum(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A timer's largest value of late comes as a metric of its own. */
    private boolean isMaximum(String name) {
        return name.endsWith("_max")
                && List.of("histogram", "summary").contains(typeOf(name.replaceFirst("_max$", "")));
    }

    String typeOf(String family) {
        return TYPE.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(family))
                .map(found -> found.group(2))
                .findFirst()
                .orElse("none");
    }

    /** The labels that a metric has, without those of histograms. */
    Set<String> labels(String family) {
        Matcher lines = Pattern.compile("(?m)^" + family + "(?:_bucket|_count|_sum|_max)?\\{([^}]*)}")
                .matcher(text);
        return lines.results()
                .flatMap(line -> Arrays.stream(line.group(1).split("\",")))
                .map(pair -> pair.replaceFirst("=.*", ""))
                .filter(label -> !label.isBlank() && !List.of("le", "quantile").contains(label))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many series it has in all. */
    long series() {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .count();
    }

    /** Whether a query may use this name. */
    boolean has(String name) {
        return Pattern.compile("(?m)^" + name + "[{ ]").matcher(text).find();
    }

    /** The names of metrics in a query. */
    static Set<String> namesIn(String query) {
        return IN_QUERY.matcher(query)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
