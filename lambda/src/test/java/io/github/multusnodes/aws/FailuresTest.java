package io.github.multusnodes.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.node.LifecycleAction;
import io.github.multusnodes.node.Slot;
import io.github.multusnodes.query.Calls;
import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;
import io.github.multusnodes.stage.Accesses;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.http.SdkHttpClient;

import java.util.Optional;

@DisplayName("A failed call, as a service answers it, becomes")
class FailuresTest {

    @ParameterizedTest(name = "{1} of code {0}")
    @CsvSource({
        "InvalidInstanceID.NotFound, NOT_FOUND",
        "InvalidNetworkInterfaceID.NotFound, NOT_FOUND",
        "InvalidAttachmentID.NotFound, NOT_FOUND",
        "InvalidSubnetID.NotFound, NOT_FOUND",
        "InvalidSubnetCidrReservationID.NotFound, NOT_FOUND",
        "InvalidSubnetId.NotFound, NOT_FOUND",
        "InvalidGroup.NotFound, NOT_FOUND",
        "InvalidSecurityGroupID.NotFound, NOT_FOUND",
        "InvalidNetworkInterface.InUse, IN_USE",
        "InvalidIPAddress.InUse, ADDRESS_TAKEN",
        "InsufficientFreeAddressesInSubnet, SUBNET_FULL",
        "AttachmentLimitExceeded, LIMIT",
        "NetworkInterfaceLimitExceeded, LIMIT",
        "PrivateIpAddressLimitExceeded, LIMIT",
        "TagLimitExceeded, LIMIT",
        "IncorrectState, NOT_READY",
        "IncorrectInstanceState, NOT_READY",
        "RequestLimitExceeded, THROTTLED",
        "ConcurrentTagAccess, THROTTLED",
        "ResourceContention, UNAVAILABLE",
        "InternalError, UNAVAILABLE",
        "InternalFailure, UNAVAILABLE",
        "Unavailable, UNAVAILABLE",
        "ServiceUnavailable, UNAVAILABLE",
        "UnauthorizedOperation, DENIED",
        "AuthFailure, DENIED",
        "OptInRequired, DENIED",
        "OperationNotPermitted, DENIED",
        "InvalidParameterValue, REJECTED",
        "InvalidParameterCombination, REJECTED",
        "InvalidParameter, REJECTED",
        "MissingParameter, REJECTED",
        "UnknownParameter, REJECTED",
        "InvalidInstanceType, REJECTED",
        "IdempotentParameterMismatch, TOKEN_REUSED",
    })
    void a_kind_by_its_ec2_code(String code, FailureKind kind) {
        CloudFailure failure = ofEc2(400, ec2Error(code));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.action()).isEqualTo("AttachNetworkInterface");
        assertThat(failure.text())
                .isEqualTo("AttachNetworkInterface: " + code + ": Words for people");
    }

    @ParameterizedTest(name = "{1} of code {0}")
    @CsvSource({
        "Throttling, THROTTLED",
        "ThrottlingException, THROTTLED",
        "ResourceContention, UNAVAILABLE",
        "AccessDenied, DENIED",
        "AccessDeniedException, DENIED",
        "ValidationError, REJECTED",
    })
    void a_kind_by_its_auto_scaling_code(String code, FailureKind kind) {
        CloudFailure failure = ofAutoScaling(400, autoScalingError(code));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.text())
                .isEqualTo("CompleteLifecycleAction: " + code + ": Words for people");
    }

    @ParameterizedTest(name = "{1} of code {0}")
    @CsvSource({
        "InvalidIPAddress.inuse, UNKNOWN",
        "InvalidIPAddress, UNKNOWN",
        "Throttlings, UNKNOWN",
        "SomethingNew, UNKNOWN",
    })
    void unknown_if_no_row_has_just_this_code(String code, FailureKind kind) {
        assertThat(ofEc2(400, ec2Error(code)).kind()).isEqualTo(kind);
    }

    @Test
    void unknown_if_it_has_no_code() {
        CloudFailure failure = ofEc2(400, "<html>a proxy speaks</html>");

        assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
        assertThat(failure.code()).isEmpty();
        assertThat(failure.text()).isEqualTo("AttachNetworkInterface: HTTP status 400");
    }

    @Test
    void unavailable_if_the_service_broke_with_a_code_that_no_row_has() {
        CloudFailure failure = ofEc2(500, ec2Error("SomethingNew"));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("SomethingNew");
    }

    @Test
    void unavailable_if_the_service_broke_without_a_code() {
        CloudFailure failure = ofEc2(502, "");

        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.code()).isEmpty();
    }

    @Test
    void its_code_s_kind_even_if_the_service_says_that_it_broke() {
        assertThat(ofEc2(503, ec2Error("RequestLimitExceeded")).kind())
                .isEqualTo(FailureKind.THROTTLED);
    }

    @Test
    void unavailable_if_the_connection_broke() {
        CloudFailure failure = ofEc2(new CannedHttpClient.Breaking());

        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.code()).isEmpty();
        assertThat(failure.text()).contains("Connection reset");
    }

    private static String ec2Error(String code) {
        return """
        <Response><Errors><Error><Code>%s</Code><Message>Words for people</Message>\
        </Error></Errors><RequestID>r-1</RequestID></Response>
        """
                .formatted(code);
    }

    private static String autoScalingError(String code) {
        return """
        <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code>\
        <Message>Words for people</Message></Error><RequestId>r-1</RequestId>\
        </ErrorResponse>
        """
                .formatted(code);
    }

    private static CloudFailure ofEc2(int status, String body) {
        return ofEc2(new CannedHttpClient.Answering(status, body));
    }

    private static CloudFailure ofEc2(SdkHttpClient http) {
        Ec2NetworkInterfaces interfaces =
                new Ec2NetworkInterfaces(Accesses.through(http, "caller").ec2(new Calls()));
        return failureOf(() -> interfaces.attach("eni-1", "i-1", new Slot(0, 1)));
    }

    private static CloudFailure ofAutoScaling(int status, String body) {
        SdkHttpClient http = new CannedHttpClient.Answering(status, body);
        AutoScalingHooks hooks =
                new AutoScalingHooks(Accesses.through(http, "caller").autoScaling(new Calls()));
        LifecycleAction action =
                new LifecycleAction("g", "h", Optional.empty(), Optional.of("i-1"));
        return failureOf(() -> hooks.proceed(action));
    }

    private static CloudFailure failureOf(Runnable call) {
        return catchThrowableOfType(CloudFailure.class, call::run);
    }
}
