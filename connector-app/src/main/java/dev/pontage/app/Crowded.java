package dev.pontage.app;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;

/**
 * When connections become many, each answer closes its own. One caller's idle ones would otherwise take all places, and
 * everybody else would wait outside. The answer says so: closing an idle connection unsaid could meet the next request.
 */
class Crowded extends ValveBase {

    Crowded() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && isCrowded(protocol.getConnectionCount(), protocol.getMaxConnections())) {
            response.setHeader("Connection", "close");
        }
        getNext().invoke(request, response);
    }

    /** From half of the places on; the server counts the next one before it comes. */
    static boolean isCrowded(long open, long places) {
        return places > 0 && open > places / 2;
    }
}
