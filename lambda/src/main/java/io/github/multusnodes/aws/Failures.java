package io.github.multusnodes.aws;

import static java.util.Map.entry;

import io.github.multusnodes.port.CloudFailure;
import io.github.multusnodes.port.FailureKind;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

import java.util.Map;

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

    /** What the SDK threw, in our words. */
    static CloudFailure of(String action, SdkException thrown) {
        return switch (thrown) {
            case AwsServiceException refused -> of(action, refused);
            case SdkClientException broken ->
                    new CloudFailure(
                            FailureKind.UNAVAILABLE,
                            action,
                            "",
                            String.valueOf(broken.getMessage()),
                            broken);
            default ->
                    new CloudFailure(
                            FailureKind.UNKNOWN,
                            action,
                            "",
                            String.valueOf(thrown.getMessage()),
                            thrown);
        };
    }

    private static CloudFailure of(String action, AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message =
                details == null || details.errorMessage() == null
                        ? String.valueOf(refused.getMessage())
                        : details.errorMessage();
        return new CloudFailure(kindOf(code, refused.statusCode()), action, code, message, refused);
    }

    private static FailureKind kindOf(String code, int status) {
        FailureKind known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        return status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.UNKNOWN;
    }
}
