package io.github.multusnodes.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">
 *     Custom resource response objects</a>
 */
public sealed interface StackAnswer {

    /** CloudFormation takes no longer one. */
    int MOST_BYTES = 4096;

    /** How a reason ends that was cut. */
    String CUT = " ... (all of it is in the function's log)";

    /**
     * It is as asked for.
     *
     * @param data what the template can read by {@code Fn::GetAtt}
     */
    record Success(Map<String, String> data) implements StackAnswer {
        public Success {
            data = Map.copyOf(data);
        }
    }

    /**
     * It is not.
     *
     * @param reason for people; cut where it is too long
     */
    record Failure(String reason) implements StackAnswer {}

    /** The answer as it is put, never longer than {@link #MOST_BYTES}. */
    default String json(StackRequest.Envelope to, String physicalId) {
        JsonObject json =
                Json.object()
                        .add("StackId", to.stackId())
                        .add("RequestId", to.requestId())
                        .add("LogicalResourceId", to.logicalId())
                        .add("PhysicalResourceId", physicalId);
        return switch (this) {
            case Success(Map<String, String> data) -> success(json, data);
            case Failure(String reason) -> failure(json, reason);
        };
    }

    private static String success(JsonObject to, Map<String, String> data) {
        JsonObject values = new JsonObject();
        new TreeMap<>(data).forEach(values::add);
        JsonObject answer = new JsonObject(to).add("Status", "SUCCESS").add("Data", values);
        int surplus = surplus(answer.toString());
        return surplus <= 0
                ? answer.toString()
                : failure(
                        to,
                        "The answer would be %d bytes longer than the %d that CloudFormation takes. Split the resource into several."
                                .formatted(surplus, MOST_BYTES));
    }

    private static String failure(JsonObject to, String reason) {
        String whole = failed(to, reason);
        if (surplus(whole) <= 0) {
            return whole;
        }
        int fits = 0;
        int tooLong = reason.length();
        while (fits + 1 < tooLong) {
            int middle = (fits + tooLong) / 2;
            if (surplus(failed(to, reason.substring(0, middle) + CUT)) <= 0) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return failed(to, reason.substring(0, fits) + CUT);
    }

    private static String failed(JsonObject to, String reason) {
        return new JsonObject(to).add("Status", "FAILED").add("Reason", reason).toString();
    }

    private static int surplus(String json) {
        return json.getBytes(UTF_8).length - MOST_BYTES;
    }
}
