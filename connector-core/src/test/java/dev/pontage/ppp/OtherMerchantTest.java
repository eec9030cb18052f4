package dev.pontage.ppp;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.ConfigurationFlow;
import dev.pontage.payment.AcquirerNews;
import dev.pontage.payment.Payments;
import dev.pontage.secret.TokenHash;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** One merchant calls every route of the gateway with the ids of another. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OtherMerchantTest {
    private static final String RETURN = "https://theirs.myvtex.com/?code=";
    private static final String TERMINAL = "POST /shopper/return/{affiliation}/{id}/{seal} application/json";

    /**
     * What is tried at each route, with what has to come back; a route that is not in here is one of which nobody has thought.
     * What merchants of a connector share and what needs no key may be seen by everybody, and shows nobody's.
     */
    private static final Map<String, List<String>> TRIES = Map.ofEntries(
            entry("POST /ppp/{connector}/payments", List.of("401 /ppp/{theirs}/payments", "200 /ppp/{ours}/payments")),
            change("cancellations"),
            change("settlements"),
            change("refunds"),
            change("inbound/{action}"),
            change("inbound-request/{action}"),
            entry("GET /ppp/{connector}/manifest", List.of("200 /ppp/{theirs}/manifest")),
            entry("GET /ppp/{connector}/payment-methods", List.of("200 /ppp/{theirs}/payment-methods")),
            entry("ANY /ppp/**", List.of("401 /ppp/{theirs}/payments/{key}", "404 /ppp/{ours}/payments/{key}")),
            entry("POST /ppp/{connector}/authorization/token", List.of("200 /ppp/{theirs}/authorization/token")),
            entry(
                    "GET /ppp/{connector}/authorization/redirect",
                    List.of("400 /ppp/{ours}/authorization/redirect?token={wish}")),
            entry(
                    "GET /ppp/{connector}/authorization/credentials",
                    List.of("400 /ppp/{ours}/authorization/credentials?authorizationCode={code}")),
            hook("POST", "/hooks/{affiliation}"),
            hook("POST", "/hooks/{affiliation}/**"),
            hook("PUT", "/hooks/{affiliation}"),
            hook("PUT", "/hooks/{affiliation}/**"),
            hook("GET", "/hooks/{affiliation}"),
            hook("GET", "/hooks/{affiliation}/**"),
            hook("HEAD", "/hooks/{affiliation}"),
            hook("HEAD", "/hooks/{affiliation}/**"),
            entry("GET /shopper/invoice/{id}", List.of("404 /shopper/invoice/{payment}")),
            back("GET /shopper/return/{affiliation}/{id}/{seal}"),
            back("POST /shopper/return/{affiliation}/{id}/{seal}"),
            back(TERMINAL),
            entry("GET /shopper/**", List.of("404 /shopper/payments/{payment}")),
            entry("GET /shopper/banks/{affiliation}", List.of("200 /shopper/banks/{their-affiliation}")));

    private final MockMvc mvc;
    private final Payments payments;
    private final ConfigurationFlow flow;
    private final Directory directory;
    private final TokenHash seals;
    private final AcquirerNews news;
    private final ScriptedPlugin acquirer;
    private final World.Merchants merchants;
    private final Affiliation.Created theirs;
    private final Affiliation.Created ours;
    private final String key = "theirs-" + UUID.randomUUID();
    private String tid = "";

    @Autowired
    OtherMerchantTest(
            ApplicationContext context,
            ConfigurationFlow flow,
            Directory directory,
            TokenHash seals,
            AcquirerNews news,
            Payments payments,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            World.Merchants merchants) {
        this.mvc = MockMvcBuilders.standaloneSetup(context.getBeansWithAnnotation(Controller.class)
                        .values()
                        .toArray())
                .setControllerAdvice(new PppErrors())
                .addFilter(new CallerFilter(directory, false), "/ppp/*")
                .build();
        this.flow = flow;
        this.directory = directory;
        this.seals = seals;
        this.news = news;
        this.payments = payments;
        this.acquirer = acquirer;
        this.merchants = merchants;
        this.theirs = merchants.fresh("scripted");
        this.ours = merchants.fresh("scripted");
    }

    private static Map.Entry<String, List<String>> change(String what) {
        var path = "/payments/{key}/" + what.replace("{action}", "hook");
        return entry(
                "POST /ppp/{connector}/payments/{paymentId}/" + what,
                List.of("401 /ppp/{theirs}" + path, "* /ppp/{ours}" + path));
    }

    private static Map.Entry<String, List<String>> hook(String method, String path) {
        return entry(
                method + " " + path, List.of("200 /hooks/{our-affiliation}" + (path.endsWith("*") ? "/{key}" : "")));
    }

    private static Map.Entry<String, List<String>> back(String route) {
        return entry(
                route,
                List.of(
                        "404 /shopper/return/{their-affiliation}/{payment}/{our-seal}",
                        "404 /shopper/return/{our-affiliation}/{payment}/{our-seal}",
                        "404 /shopper/return/{our-affiliation}/{payment}/{seal-of-both}"));
    }

    @BeforeEach
    void pay() throws Exception {
        acquirer.reset();
        var paid = send("POST", "/ppp/" + merchants.connectorOf(theirs) + "/payments", theirs);
        assertThat(paid.getStatus()).isEqualTo(200);
        tid = JsonMapper.shared()
                .readTree(paid.getContentAsString())
                .path("tid")
                .asString();
    }

    @Test
    void every_route_is_tried() {
        assertThat(routes()).isEqualTo(new TreeSet<>(TRIES.keySet()));
    }

    @Test
    void no_route_shows_or_moves_for_one_merchant_what_is_anothers() throws Exception {
        var before = asItIs();
        var fill = filling();
        var names = Stream.of(
                        theirs.affiliation().tenant(),
                        theirs.affiliation().id(),
                        theirs.affiliation().tenantId())
                .map(Object::toString)
                .toList();
        var wrong = new ArrayList<String>();
        for (var route : TRIES.entrySet()) {
            for (var attempt : route.getValue()) {
                var words = attempt.split(" ", 2);
                var reply = send(route.getKey(), filled(words[1], fill), ours);
                var said = reply.getContentAsString() + reply.getHeader("Location");
                var shows = said.contains(tid) || names.stream().anyMatch(said::contains);
                var came = Integer.toString(reply.getStatus());
                if (shows || !words[0].equals("*") && !words[0].equals(came) || !asItIs().equals(before)) {
                    wrong.add(route.getKey() + ", " + attempt + ": " + came + " " + said);
                }
            }
        }
        assertThat(tid).isNotBlank();
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_payment_with_the_same_id_is_his_own_and_the_others_stays_what_it_was() throws Exception {
        var before = asItIs();
        var asked = acquirer.authorizations.get();

        assertThat(send("POST", "/ppp/" + merchants.connectorOf(ours) + "/payments", ours)
                        .getStatus())
                .isEqualTo(200);

        assertThat(acquirer.authorizations).hasValue(asked + 1);
        assertThat(asItIs()).isEqualTo(before);
    }

    @Test
    void a_webhook_of_his_that_names_anothers_payment_finds_none() {
        var before = asItIs();
        for (var reference : List.of(key, tid)) {
            var event = new WebhookEvent(
                    "event-" + key, new WebhookEvent.Subject(reference), new WebhookEvent.Gone("he says so"));

            var effect =
                    TenantScope.of(ours.affiliation().tenantId()).call(() -> news.apply(ours.affiliation(), event));

            assertThat(effect).isEqualTo(AcquirerNews.Effect.NO_PAYMENT_YET);
        }
        assertThat(asItIs()).isEqualTo(before);
    }

    private Set<String> routes() {
        var routes = new TreeSet<String>();
        for (var mapping : Objects.requireNonNull(mvc.getDispatcherServlet().getHandlerMappings())) {
            if (mapping instanceof RequestMappingHandlerMapping it) {
                it.getHandlerMethods().keySet().forEach(info -> addTo(routes, info));
            }
        }
        return routes;
    }

    private static void addTo(Set<String> routes, RequestMappingInfo info) {
        var kinds = info.getMethodsCondition().getMethods();
        var takes = info.getConsumesCondition().getConsumableMediaTypes();
        for (var path : info.getPatternValues()) {
            for (var kind : kinds.isEmpty() ? List.of("ANY") : kinds) {
                routes.add(kind + " " + path
                        + (takes.isEmpty() ? "" : " " + takes.iterator().next()));
            }
        }
    }

    private dev.pontage.payment.Payment payment() {
        var shop = theirs.affiliation();
        return payments.find(shop.tenantId(), shop.connectorId(), key).orElseThrow();
    }

    private List<String> asItIs() {
        return TenantScope.of(theirs.affiliation().tenantId())
                .call(() -> List.of(
                        payment().toString(), payments.timeline(payment().id()).toString()));
    }

    /** What a merchant who had got hold of everything of the other's could fill in. */
    private Map<String, String> filling() {
        var payment = TenantScope.of(theirs.affiliation().tenantId())
                .call(this::payment)
                .id();
        var mine = ours.affiliation().id().toString();
        return Map.of(
                "theirs", merchants.connectorOf(theirs),
                "ours", merchants.connectorOf(ours),
                "key", key,
                "payment", payment.toString(),
                "their-affiliation", theirs.affiliation().id().toString(),
                "our-affiliation", mine,
                "our-seal", seals.seal(mine + "/" + UUID.randomUUID()),
                "seal-of-both", seals.seal(mine + "/" + payment),
                "wish", wish(),
                "code", code());
    }

    private String wish() {
        return flow.begin(directory.connector(merchants.connectorOf(theirs)).orElseThrow(), RETURN);
    }

    private String code() {
        var draft = new Affiliation.Draft(
                theirs.affiliation().tenant(),
                merchants.connectorOf(theirs),
                "scripted",
                Affiliation.Environment.TEST,
                "",
                Map.of());
        URI onward = TenantScope.all().call(() -> flow.agree(wish(), draft, "a test"));
        return onward.toString().substring(RETURN.length());
    }

    private static String filled(String path, Map<String, String> fill) {
        var filled = path;
        for (var it : fill.entrySet()) {
            filled = filled.replace("{" + it.getKey() + "}", it.getValue());
        }
        return filled;
    }

    /** By whose key, with a body that has something for everybody. */
    private MockHttpServletResponse send(String route, String path, Affiliation.Created caller) throws Exception {
        var kind = route.split(" ", 2)[0];
        var form = path.startsWith("/shopper/") && !route.equals(TERMINAL);
        return mvc.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(kind.equals("ANY") ? "GET" : kind), path)
                        .contentType(form ? "application/x-www-form-urlencoded" : "application/json")
                        .header("X-VTEX-API-AppKey", caller.credential().appKey())
                        .header("X-VTEX-API-AppToken", caller.credential().appToken())
                        .content("{\"paymentId\":\"" + key + "\",\"requestId\":\"R-" + UUID.randomUUID()
                                + "\",\"paymentMethod\":\"Visa\",\"value\":10,\"currency\":\"BRL\","
                                + "\"applicationId\":\"vtex\",\"returnUrl\":\"https://ours.myvtex.com/?code=\","
                                + "\"serialNumber\":\"1\",\"requestData\":{\"body\":\"x\"}}"))
                .andReturn()
                .getResponse();
    }
}
