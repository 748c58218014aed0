package io.github.multusnodes.simulator.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A function that does what its event says; runs in processes of its own. */
public final class ProbeHandler implements RequestStreamHandler {

    private int runs;

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
        runs++;
        JsonObject event = Json.parse(new String(in.readAllBytes(), UTF_8)).asObject();
        String answer =
                switch (event.getString("do", "")) {
                    case "tell" -> tell(context);
                    case "variables" -> variables();
                    case "large" -> "\"" + "x".repeat(1_000_000) + "\"";
                    case "print" -> print();
                    case "fail" -> throw new IllegalStateException("asked to fail");
                    case "exit" -> exit();
                    case "hang" -> hang();
                    case "meet" -> meet(event.getInt("port", 0));
                    default -> throw new IllegalArgumentException("What is " + event + "?");
                };
        out.write(answer.getBytes(UTF_8));
    }

    private String tell(Context context) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return Json.object()
                .add("runs", runs)
                .add("requestId", context.getAwsRequestId())
                .add("arn", context.getInvokedFunctionArn())
                .add("remaining", context.getRemainingTimeInMillis())
                .add("memory", context.getMemoryLimitInMB())
                .add("folder", folder.toString())
                .add("file", Files.createTempFile("probe", "").toString())
                .add("process", ProcessHandle.current().pid())
                .toString();
    }

    private static String variables() {
        JsonObject all = Json.object();
        System.getenv().forEach(all::add);
        return all.toString();
    }

    private static String print() {
        System.out.println("to out: größer");
        System.err.println("to err");
        return "{}";
    }

    private static String exit() {
        System.out.println("leaving");
        System.exit(3);
        return "{}";
    }

    private static String hang() {
        System.out.println("hanging");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "{}";
    }

    /** Answers only when the other end lets it go. */
    private static String meet(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int mark = socket.getInputStream().read();
            return Json.object().add("mark", mark).toString();
        }
    }
}
