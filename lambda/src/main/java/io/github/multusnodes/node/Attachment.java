package io.github.multusnodes.node;

/**
 * What ties an interface to an instance.
 *
 * @param id the attachment's id
 * @param instanceId the instance it sits on
 * @param slot where it sits
 * @param deleteOnTermination whether the interface ends with the instance; false right after an
 *     attach by API
 */
public record Attachment(String id, String instanceId, Slot slot, boolean deleteOnTermination) {

    Attachment endingWithInstance() {
        return new Attachment(id, instanceId, slot, true);
    }
}
