package io.github.multusnodes.pods.assign;

import io.github.multusnodes.pods.plan.PodInterface;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which interfaces a pod must have before anything is done; each with an address that routes. */
public sealed interface Expected {

    /** Whether they are there. */
    boolean isMetBy(Collection<PodInterface> interfaces);

    /** For people. */
    String text();

    /** So many, whatever their names. */
    record AtLeast(int count) implements Expected {

        /**
         * @throws IllegalArgumentException if that is none: then nothing would ever be done
         */
        public AtLeast {
            if (count < 1) {
                throw new IllegalArgumentException(
                        count + " interfaces cannot be waited for: say 1 or more");
            }
        }

        @Override
        public boolean isMetBy(Collection<PodInterface> interfaces) {
            return addressed(interfaces).size() >= count;
        }

        @Override
        public String text() {
            return "at least " + count;
        }
    }

    /** Those of these names, and perhaps more. */
    record Named(Set<String> names) implements Expected {

        /**
         * @throws IllegalArgumentException if there are none: then nothing would ever be done
         */
        public Named {
            names = Set.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("No interface is named: name one, such as net1");
            }
        }

        @Override
        public boolean isMetBy(Collection<PodInterface> interfaces) {
            return addressed(interfaces).containsAll(names);
        }

        @Override
        public String text() {
            return String.join(", ", new TreeSet<>(names));
        }
    }

    private static Set<String> addressed(Collection<PodInterface> interfaces) {
        return interfaces.stream()
                .filter(its -> !its.routable().isEmpty())
                .map(PodInterface::name)
                .collect(Collectors.toSet());
    }
}
