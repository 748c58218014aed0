package io.github.multusnodes.query;

import static java.util.Map.entry;

import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The one table from error codes to kinds of failure ("Error codes for the Amazon EC2 API"). Codes
 * decide, message texts never do.
 */
final class Failures {

    private static final Map<String, FailureKind> BY_CODE =
            Map.ofEntries(
                    entry("InvalidInstanceID.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidNetworkInterfaceID.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidAttachmentID.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidSubnetID.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidSubnetId.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidSubnetCidrReservationID.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidGroup.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidSecurityGroupID.NotFound", FailureKind.NOT_FOUND),
                    entry("InvalidNetworkInterface.InUse", FailureKind.IN_USE),
                    entry("InvalidIPAddress.InUse", FailureKind.ADDRESS_TAKEN),
                    entry("InsufficientFreeAddressesInSubnet", FailureKind.SUBNET_FULL),
                    entry("InsufficientCidrBlocks", FailureKind.FRAGMENTED),
                    entry("AttachmentLimitExceeded", FailureKind.LIMIT),
                    entry("NetworkInterfaceLimitExceeded", FailureKind.LIMIT),
                    entry("PrivateIpAddressLimitExceeded", FailureKind.LIMIT),
                    entry("TagLimitExceeded", FailureKind.LIMIT),
                    entry("IncorrectState", FailureKind.NOT_READY),
                    entry("IncorrectInstanceState", FailureKind.NOT_READY),
                    entry("RequestLimitExceeded", FailureKind.THROTTLED),
                    entry("Throttling", FailureKind.THROTTLED),
                    entry("ThrottlingException", FailureKind.THROTTLED),
                    entry("ConcurrentTagAccess", FailureKind.THROTTLED),
                    entry("ResourceContention", FailureKind.UNAVAILABLE),
                    entry("InternalError", FailureKind.UNAVAILABLE),
                    entry("InternalFailure", FailureKind.UNAVAILABLE),
                    entry("Unavailable", FailureKind.UNAVAILABLE),
                    entry("ServiceUnavailable", FailureKind.UNAVAILABLE),
                    entry("UnauthorizedOperation", FailureKind.DENIED),
                    entry("AccessDenied", FailureKind.DENIED),
                    entry("AccessDeniedException", FailureKind.DENIED),
                    entry("AuthFailure", FailureKind.DENIED),
                    entry("OptInRequired", FailureKind.DENIED),
                    entry("OperationNotPermitted", FailureKind.DENIED),
                    entry("InvalidParameterValue", FailureKind.REJECTED),
                    entry("InvalidParameterCombination", FailureKind.REJECTED),
                    entry("InvalidParameter", FailureKind.REJECTED),
                    entry("MissingParameter", FailureKind.REJECTED),
                    entry("UnknownParameter", FailureKind.REJECTED),
                    entry("InvalidInstanceType", FailureKind.REJECTED),
                    entry("ValidationError", FailureKind.REJECTED),
                    entry("IdempotentParameterMismatch", FailureKind.TOKEN_REUSED));

    private Failures() {}

    /** There is no answer: the call may have taken effect. */
    static CloudFailure unanswered(String action, Exception broken) {
        return new CloudFailure(
                FailureKind.UNAVAILABLE,
                action,
                "",
                Objects.requireNonNullElse(broken.getMessage(), broken.toString()),
                broken);
    }

    /** The service answers with an error, or something on the way to it does. */
    static CloudFailure refused(String action, Answer answer) {
        Optional<Element> error = error(action, answer.body());
        String code = error.map(its -> its.text("Code")).orElse("");
        String message = error.map(its -> its.text("Message")).orElse("");
        return new CloudFailure(
                kindOf(code, answer.status()),
                action,
                code,
                message.isEmpty() ? "HTTP status " + answer.status() : message);
    }

    /** EC2 has a list of errors, which has one; Auto Scaling has the one alone. */
    private static Optional<Element> error(String action, String body) {
        try {
            Element root = Element.read(action, body);
            return root.find("Errors").orElse(root).find("Error");
        } catch (CloudFailure notFromTheService) {
            return Optional.empty();
        }
    }

    private static FailureKind kindOf(String code, int status) {
        FailureKind known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        return status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.UNKNOWN;
    }
}
