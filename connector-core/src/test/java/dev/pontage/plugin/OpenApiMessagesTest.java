package dev.pontage.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Transport;
import dev.pontage.spi.Transport.Json;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages made of an OpenAPI document, compiled and used. */
class OpenApiMessagesTest {
    private static final String DOCUMENT = """
            openapi: 3.0.0
            paths:
              /payments:
                post:
                  operationId: create-payment
                  requestBody:
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Payment'}
                  responses:
                    '201':
                      content:
                        application/json:
                          schema: {type: object, properties: {id: {type: string}, class: {type: string}}}
                get:
                  operationId: listPayments
                  responses: {'200': {content: {application/json: {schema: {properties: {n: {type: integer}}}}}}}
            components:
              schemas:
                Payment:
                  type: object
                  properties:
                    reference: {type: string}
                    amount: {type: object, properties: {value: {type: integer}, currency: {type: string}}}
                    rate: {type: number}
                    capture: {type: boolean}
                    tags: {type: array, items: {type: string}}
                    items: {type: array, items: {type: object, properties: {sku: {type: string}}}}
            """;

    @TempDir
    Path work;

    @Test
    void only_the_chosen_operations_get_messages() {
        assertThat(new OpenApiMessages(DOCUMENT, "plugin.acme").sources(List.of("create-payment")))
                .containsOnlyKeys("CreatePaymentRequest", "CreatePaymentResponse");
        assertThat(new OpenApiMessages(DOCUMENT, "plugin.acme").sources(List.of()))
                .containsKey("ListPaymentsResponse");
    }

    @Test
    void what_is_read_is_what_is_written() throws Exception {
        var text = "{\"reference\":\"R\",\"amount\":{\"value\":3190,\"currency\":\"BRL\"},\"rate\":1.25,"
                + "\"capture\":true,\"tags\":[\"a\"],\"items\":[{\"sku\":\"s\"}]}";
        try (var loader = compiled()) {
            var type = loader.loadClass("plugin.acme.CreatePaymentRequest");
            var read = type.getDeclaredMethod("read", Json.class);
            var write = type.getDeclaredMethod("write");
            read.setAccessible(true);
            write.setAccessible(true);

            assertThat(write.invoke(read.invoke(null, Json.read(text)))).hasToString(text);
        }
    }

    @Test
    void a_text_that_is_no_such_document_makes_nothing() {
        assertThat(new OpenApiMessages("[1, 2]", "plugin.acme").sources(List.of()))
                .isEmpty();
    }

    private URLClassLoader compiled() throws Exception {
        var arguments = new ArrayList<>(List.of("-proc:none", "-d", work.toString(), "-cp"));
        arguments.add(Path.of(Transport.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
        for (var it :
                new OpenApiMessages(DOCUMENT, "plugin.acme").sources(List.of()).entrySet()) {
            var file = work.resolve(it.getKey() + ".java");
            Files.writeString(file, it.getValue());
            arguments.add(file.toString());
        }
        var code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(code).isZero();
        return new URLClassLoader(new URL[] {work.toUri().toURL()}, Transport.class.getClassLoader());
    }
}
