package io.github.multusnodes.infra.construct;

import java.util.List;
import java.util.Optional;

/** What is watched, and who hears of it. */
public interface ObservationProps extends GroupProps {

    /** ARN of an SNS topic that alarms are sent to. Default: none. */
    default Optional<String> alarmTopicArn() {
        return Optional.empty();
    }

    /** Subscribed to a topic that the construct makes. Default: none, and no topic. */
    default List<String> alarmEmails() {
        return List.of();
    }

    /** Whether the construct makes a topic for alarms. Default: if mails are to be sent. */
    default boolean makesAlarmTopic() {
        return alarmTopicArn().isEmpty() && !alarmEmails().isEmpty();
    }

    /** An alarm is raised when a subnet has fewer free addresses; 0 for none. Default: 10. */
    default Number fewFreeAddresses() {
        return 10;
    }

    /** An alarm is raised when fewer are left below the pods' range; 0 for none. Default: 5. */
    default Number fewAddressesUntilPods() {
        return 5;
    }

    /** Whether there is a dashboard. Default: true. */
    default boolean dashboard() {
        return true;
    }
}
