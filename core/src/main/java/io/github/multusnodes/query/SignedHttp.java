package io.github.multusnodes.query;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;

/** Signs requests with the SDK's Signature Version 4 and sends them. Safe for several threads. */
final class SignedHttp {

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SignedHttp(SdkHttpClient http, AwsCredentialsProvider credentials, Region region) {
        this.http = http;
        this.credentials = credentials;
        this.region = region;
    }

    /**
     * Posts a form.
     *
     * @param service whom the signature is for
     * @throws IOException if there is no whole answer
     */
    Answer post(String service, URI endpoint, byte[] form) throws IOException {
        SdkHttpRequest request = FormPost.to(endpoint, form);
        ContentStreamProvider body = () -> new ByteArrayInputStream(form);
        SignedRequest signed =
                signer.sign(
                        r ->
                                r.identity(credentials.resolveCredentials())
                                        .request(request)
                                        .payload(body)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        return FormPost.send(http, signed.request(), form);
    }
}
