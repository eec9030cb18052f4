package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's description says of every operation what it takes and what it answers, and nothing else. */
@AdminTest
class OpenApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RequestMappingHandlerMapping mappings;
    private final JsonNode described;

    OpenApiTest(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings, People people) {
        this.mappings = mappings;
        this.described = people.script().get("/api/v1/openapi.json").body().path("paths");
    }

    /** What the code says of one operation. */
    record Said(String status, JsonNode answer, List<String> query, JsonNode body) {}

    private Map<String, Said> said() {
        var all = new TreeMap<String, Said>();
        mappings.getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues().stream()
                        .filter(it -> it.startsWith("/api/v1/") && !it.endsWith("**") && !it.endsWith("openapi.json"))
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> all.put(verb.name() + " " + path, said(handler.getMethod())))));
        return all;
    }

    private static Said said(Method method) {
        var status = Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class))
                .map(it -> it.code().value())
                .orElse(200);
        var answer = List.of(void.class, String.class).contains(method.getReturnType())
                ? Map.of()
                : Shape.of(method.getGenericReturnType());
        var query = new ArrayList<String>();
        var body = JSON.createObjectNode();
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RequestParam.class)) {
                query.add(parameter.getName());
            } else if (parameter.isAnnotationPresent(RequestBody.class)) {
                body.setAll((tools.jackson.databind.node.ObjectNode)
                        JSON.valueToTree(Shape.of(parameter.getParameterizedType())));
            } else if (parameter.getType().isRecord() && parameter.getAnnotations().length == 0) {
                // A record of conditions: its components stand in the address.
                Arrays.stream(parameter.getType().getRecordComponents()).forEach(it -> query.add(it.getName()));
            }
        }
        return new Said(String.valueOf(status), JSON.valueToTree(answer), query, body);
    }

    /** With {@code -Dshapes=file} what the code says is written down, to be taken over into the description. */
    @Test
    void every_answer_is_described_as_its_type_is() throws IOException {
        var wanted = said();
        if (System.getProperty("shapes") != null) {
            Files.writeString(Path.of(System.getProperty("shapes")), JSON.writeValueAsString(wanted));
        }
        wanted.forEach((operation, said) -> {
            if (said.answer().isEmpty()) {
                return;
            }
            var schema = operation(operation).at("/responses/" + said.status() + "/content/application~1json/schema");
            assertThat(schema).as(operation).isEqualTo(said.answer());
        });
    }

    @Test
    void every_condition_in_an_address_is_described() {
        said().forEach((operation, said) -> assertThat(operation(operation)
                        .path("parameters")
                        .valueStream()
                        .filter(it -> it.path("in").asString("").equals("query"))
                        .map(it -> it.path("name").asString()))
                .as(operation)
                .containsExactlyInAnyOrderElementsOf(said.query()));
    }

    @Test
    void every_body_names_the_fields_that_are_taken() {
        said().forEach((operation, said) -> {
            if (said.body().path("properties").isEmpty()) {
                return;
            }
            var schema = operation(operation).at("/requestBody/content/application~1json/schema");
            assertThat(schema.path("properties").propertyNames())
                    .as(operation)
                    .containsExactlyInAnyOrderElementsOf(
                            said.body().path("properties").propertyNames());
        });
    }

    private JsonNode operation(String operation) {
        var words = operation.split(" ", 2);
        return described.path(words[1]).path(words[0].toLowerCase(java.util.Locale.ROOT));
    }

    /**
     * What people can do on a screen, scripts can do as well. The list names for each form of the admin the operation
     * that does the same; forms that concern the person before the screen alone have none.
     */
    @Test
    void every_form_of_the_admin_has_its_operation() throws IOException {
        var twins = new ClassPathResource("screens-and-api.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .map(it -> it.split(" = ", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1]));
        var forms = mappings.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(it -> it.startsWith("/admin/"))
                        .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                                .filter(it -> !it.name().equals("GET"))
                                .map(it -> it.name() + " " + path)))
                .toList();
        assertThat(twins.keySet()).containsExactlyInAnyOrderElementsOf(forms);
        assertThat(twins.values().stream().filter(it -> !it.startsWith("-")))
                .allSatisfy(it -> assertThat(operation(it).isObject()).as(it).isTrue());
    }

    @Test
    void a_type_that_is_generic_is_described_with_what_fills_it() throws NoSuchMethodException {
        var type = (ParameterizedType)
                AlertsEndpoint.class.getDeclaredMethod("breakers").getGenericReturnType();
        assertThat(JSON.<JsonNode>valueToTree(Shape.of(type)).at("/properties/items/items/properties/state/type"))
                .hasToString("\"string\"");
    }
}
