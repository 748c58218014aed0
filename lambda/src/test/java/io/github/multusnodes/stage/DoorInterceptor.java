package io.github.multusnodes.stage;

import io.github.multusnodes.simulator.wire.Door;
import io.github.multusnodes.simulator.wire.RestRequest;

import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

import okio.Buffer;

import java.io.IOException;
import java.util.Objects;

/** Hands the requests of the Kubernetes client to a simulated world: no socket, and its time. */
record DoorInterceptor(Door door) implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Door.Answer answer = door.call(rest(request));
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message("Simulated")
                .body(ResponseBody.create(answer.body(), MediaType.parse(answer.contentType())))
                .build();
    }

    private static RestRequest rest(Request request) throws IOException {
        Buffer body = new Buffer();
        String contentType = "";
        if (request.body() != null) {
            request.body().writeTo(body);
            contentType = Objects.toString(request.body().contentType(), "");
        }
        return RestRequest.of(
                request.method(),
                request.url().uri(),
                Objects.requireNonNullElse(request.header("Authorization"), ""),
                contentType,
                body.readUtf8());
    }
}
