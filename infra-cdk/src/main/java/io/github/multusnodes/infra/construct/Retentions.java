package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.services.logs.RetentionDays;

import java.util.Map;
import java.util.Optional;

/** The times for which CloudWatch Logs keeps logs. */
final class Retentions {

    private static final Map<Integer, RetentionDays> DAYS =
            Map.ofEntries(
                    Map.entry(1, RetentionDays.ONE_DAY),
                    Map.entry(3, RetentionDays.THREE_DAYS),
                    Map.entry(5, RetentionDays.FIVE_DAYS),
                    Map.entry(7, RetentionDays.ONE_WEEK),
                    Map.entry(14, RetentionDays.TWO_WEEKS),
                    Map.entry(30, RetentionDays.ONE_MONTH),
                    Map.entry(60, RetentionDays.TWO_MONTHS),
                    Map.entry(90, RetentionDays.THREE_MONTHS),
                    Map.entry(120, RetentionDays.FOUR_MONTHS),
                    Map.entry(150, RetentionDays.FIVE_MONTHS),
                    Map.entry(180, RetentionDays.SIX_MONTHS),
                    Map.entry(365, RetentionDays.ONE_YEAR),
                    Map.entry(400, RetentionDays.THIRTEEN_MONTHS),
                    Map.entry(545, RetentionDays.EIGHTEEN_MONTHS),
                    Map.entry(731, RetentionDays.TWO_YEARS));

    private Retentions() {}

    static RetentionDays days(int days) {
        return Optional.ofNullable(DAYS.get(days))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "CloudWatch Logs does not keep logs for "
                                                + days
                                                + " days"));
    }
}
