package dev.pontage.bacenpix;

import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting.Choice;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a bank beforehand, so that staff need not type it. All of it but {@link #STANDARD} is unchecked
 * general knowledge: this table is the one place to correct it, and a setting that is filled in always wins.
 */
enum BankProfile {
    STANDARD("standard", "Outro / Otro / Other", true, "", "", "", ""),
    EFI(
            "efi",
            "Efí",
            true,
            "https://pix.api.efipay.com.br/v2",
            "https://pix.api.efipay.com.br/oauth/token",
            "https://pix-h.api.efipay.com.br/v2",
            "https://pix-h.api.efipay.com.br/oauth/token"),
    INTER(
            "inter",
            "Inter",
            false,
            "https://cdpj.partners.bancointer.com.br/pix/v2",
            "https://cdpj.partners.bancointer.com.br/oauth/v2/token",
            "https://cdpj-sandbox.partners.uatinter.co/pix/v2",
            "https://cdpj-sandbox.partners.uatinter.co/oauth/v2/token"),
    BRADESCO(
            "bradesco",
            "Bradesco",
            true,
            "https://qrpix.bradesco.com.br/v2",
            "https://qrpix.bradesco.com.br/auth/server/oauth/token",
            "https://qrpix-h.bradesco.com.br/v2",
            "https://qrpix-h.bradesco.com.br/auth/server/oauth/token"),
    SICOOB(
            "sicoob",
            "Sicoob",
            false,
            "https://api.sicoob.com.br/pix/api/v2",
            "https://auth.sicoob.com.br/auth/realms/cooperado/protocol/openid-connect/token",
            "",
            ""),
    ITAU(
            "itau",
            "Itaú",
            false,
            "https://secure.api.itau/pix_recebimentos/v2",
            "https://sts.itau.com.br/api/oauth/token",
            "",
            "");

    private final String key;
    private final String label;
    private final boolean basic;
    private final List<String> live;
    private final List<String> test;

    BankProfile(
            String key,
            String label,
            boolean basic,
            String liveApi,
            String liveToken,
            String testApi,
            String testToken) {
        this.key = key;
        this.label = label;
        this.basic = basic;
        this.live = List.of(liveApi, liveToken);
        this.test = List.of(testApi, testToken);
    }

    static BankProfile of(String key) {
        return Arrays.stream(values())
                .filter(it -> it.key.equals(key))
                .findFirst()
                .orElse(STANDARD);
    }

    String key() {
        return key;
    }

    /** Whether it takes our name and password in the header; otherwise in the form. */
    boolean basic() {
        return basic;
    }

    Optional<String> api(boolean inTest) {
        return Optional.of((inTest ? test : live).getFirst()).filter(it -> !it.isEmpty());
    }

    Optional<String> token(boolean inTest) {
        return Optional.of((inTest ? test : live).getLast()).filter(it -> !it.isEmpty());
    }

    static List<Choice> choices() {
        return Arrays.stream(values())
                .map(it -> new Choice(it.key, Text.same(it.label)))
                .toList();
    }

    static Set<String> hosts() {
        return Arrays.stream(values())
                .flatMap(it -> Stream.concat(it.live.stream(), it.test.stream()))
                .filter(it -> !it.isEmpty())
                .map(it -> URI.create(it).getHost())
                .collect(Collectors.toUnmodifiableSet());
    }
}
