package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the API says about itself, and about whatever it has not. */
@RestController
@RequestMapping("/api/v1")
class UnknownEndpoint {

    @GetMapping(value = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(Permission.READ)
    Resource description() {
        return new ClassPathResource("dev/pontage/admin/api/openapi.json");
    }

    @RequestMapping({"", "/**"})
    @Needs(Permission.READ)
    void unknown(HttpServletRequest request) {
        throw Rejection.notFound(request.getMethod() + " " + request.getRequestURI());
    }
}
