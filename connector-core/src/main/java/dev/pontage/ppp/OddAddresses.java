package dev.pontage.ppp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** An address that the firewall does not let in gets the protocol's error too, and nothing of the address. */
@Component
class OddAddresses implements RequestRejectedHandler {

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException problem)
            throws IOException {
        response.setStatus(400);
        response.setContentType("application/json");
        response.getOutputStream()
                .write(Replies.bytes(Replies.errorBody("invalid-address", "the address cannot be understood")));
    }
}
