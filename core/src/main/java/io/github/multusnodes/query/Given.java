package io.github.multusnodes.query;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.time.DateTimeException;
import java.time.Instant;

/** Credentials that somebody gave out, until they expire. No message tells of them. */
record Given(AwsCredentials credentials, Instant expiry) {

    /**
     * As endpoints inside execution environments answer.
     *
     * @param from who gave it, for people
     */
    static Given ofJson(String json, Object from) {
        try {
            JsonObject its = Json.parse(json).asObject();
            return new Given(
                    FunctionCredentials.credentials(
                            text(its, "AccessKeyId", from),
                            text(its, "SecretAccessKey", from),
                            its.getString("Token", "")),
                    Instant.parse(text(its, "Expiration", from)));
        } catch (ParseException | UnsupportedOperationException | DateTimeException odd) {
            throw failed(from, "the answer cannot be read", null);
        }
    }

    private static String text(JsonObject json, String member, Object from) {
        String its = json.getString(member, "");
        if (its.isEmpty()) {
            throw failed(from, "the answer has no " + member, null);
        }
        return its;
    }

    static SdkClientException failed(Object from, String why, @Nullable Exception cause) {
        return SdkClientException.create("No credentials from " + from + ": " + why, cause);
    }
}
