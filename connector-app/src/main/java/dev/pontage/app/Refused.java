package dev.pontage.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server refuses before anything of ours sees it is answered in the shape of VTEX's protocol, not by a page. */
class Refused extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(Refused.class);
    private static final int FIRST_ERROR = 400;
    private static final byte[] BODY =
            "{\"status\":\"error\",\"code\":\"invalid-request\",\"message\":\"the request cannot be understood\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable problem) {
        if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/json");
            response.getOutputStream().write(BODY);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A refusal could not be told", e);
        }
    }
}
