package io.github.multusnodes.stage;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import io.github.multusnodes.simulator.runtime.InvocationContext;

import java.nio.charset.StandardCharsets;

/** What Lambda tells a handler, told by the simulated runtime. */
record StageContext(InvocationContext invocation) implements Context {

    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getFunctionName() {
        return invocation.functionName();
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.functionArn();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(invocation.remaining().toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + getFunctionName();
    }

    @Override
    public String getLogStreamName() {
        return invocation.environment();
    }

    @Override
    @SuppressWarnings("NullAway") // Lambda gives none unless a mobile client invokes
    public CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // Lambda gives none unless a mobile client invokes
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                invocation.log(message);
            }

            @Override
            public void log(byte[] message) {
                invocation.log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
