package io.github.multusnodes.pods.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A metric of Prometheus with all of its series, in the text format. Safe for use by several
 * threads.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
sealed interface Family {

    /** Before all names. */
    String PREFIX = "multus_pod_addresses_";

    /** Its lines, each with a line end. */
    String text();

    private static String heading(String name, String help, String type) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
    }

    /** Numbers that only grow: one for each combination of values of the labels. */
    final class Counter implements Family {

        private final String name;
        private final String help;
        private final List<String> labels;
        private final Map<String, Long> series = new TreeMap<>();

        Counter(String name, String help, String... labels) {
            this.name = PREFIX + name;
            this.help = help;
            this.labels = List.of(labels);
        }

        synchronized void add(long more, String... values) {
            series.merge(labelled(values), more, Long::sum);
        }

        private String labelled(String... values) {
            return labels.isEmpty()
                    ? ""
                    : IntStream.range(0, labels.size())
                            .mapToObj(i -> labels.get(i) + "=\"" + escaped(values[i]) + '"')
                            .collect(Collectors.joining(",", "{", "}"));
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }

        @Override
        public synchronized String text() {
            return series.entrySet().stream()
                    .map(each -> name + each.getKey() + " " + each.getValue() + "\n")
                    .collect(Collectors.joining("", heading(name, help, "counter"), ""));
        }
    }

    /** A number that may be any. */
    final class Gauge implements Family {

        private final String name;
        private final String help;
        private volatile double value;

        Gauge(String name, String help) {
            this.name = PREFIX + name;
            this.help = help;
        }

        void set(double its) {
            value = its;
        }

        @Override
        public String text() {
            return heading(name, help, "gauge") + name + " " + number(value) + "\n";
        }
    }

    /** How often something has taken how long. */
    final class Histogram implements Family {

        private final String name;
        private final String help;
        private final double[] bounds;
        private final long[] counts;
        private double sum;

        /**
         * @param bounds in rising order
         */
        Histogram(String name, String help, double... bounds) {
            this.name = PREFIX + name;
            this.help = help;
            this.bounds = bounds.clone();
            this.counts = new long[bounds.length + 1];
        }

        synchronized void observe(double its) {
            int bucket = 0;
            while (bucket < bounds.length && its > bounds[bucket]) {
                bucket++;
            }
            counts[bucket]++;
            sum += its;
        }

        @Override
        public synchronized String text() {
            StringBuilder text = new StringBuilder(heading(name, help, "histogram"));
            long all = 0;
            for (int i = 0; i < counts.length; i++) {
                all += counts[i];
                String bound = i < bounds.length ? number(bounds[i]) : "+Inf";
                text.append(name + "_bucket{le=\"" + bound + "\"} " + all + "\n");
            }
            return text + name + "_sum " + number(sum) + "\n" + name + "_count " + all + "\n";
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
