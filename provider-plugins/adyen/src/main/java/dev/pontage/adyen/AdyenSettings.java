package dev.pontage.adyen;

import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Setting.Type;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import java.util.Optional;

/** What staff fill in. */
final class AdyenSettings {
    static final String API_KEY = "apiKey";
    static final String MERCHANT_ACCOUNT = "merchantAccount";
    static final String HMAC_KEY = "webhookHmacKey";
    static final String USERNAME = "webhookUsername";
    static final String PASSWORD = "webhookPassword";
    static final String BASE_URL = "apiBaseUrl";

    static final String TEST_HOST = "checkout-test.adyen.com";
    private static final String TEST_BASE = "https://" + TEST_HOST + "/v72";

    private static final Text ACCOUNT = new Text("Conta", "Cuenta", "Account");
    private static final Text WEBHOOK = Text.same("Webhook");

    static final SettingsSchema SCHEMA = SettingsSchema.of(
            Setting.required(
                            API_KEY,
                            Type.SECRET,
                            new Text("Chave da API", "Clave de API", "API key"),
                            Text.same("Customer Area: Developers, API credentials, Generate API key."))
                    .in(ACCOUNT),
            Setting.required(
                            MERCHANT_ACCOUNT,
                            Type.TEXT,
                            new Text("Conta de lojista", "Cuenta de comercio", "Merchant account"),
                            new Text(
                                    "O código da conta que recebe, não o da empresa.",
                                    "El código de la cuenta que cobra, no el de la empresa.",
                                    "The code of the account that is paid, not the company's."))
                    .in(ACCOUNT),
            Setting.optional(
                            BASE_URL,
                            Type.URL,
                            new Text("Endereço da API", "Dirección de la API", "API address"),
                            new Text(
                                    "Até a versão. Em produção use o seu endereço com prefixo; em teste pode ficar vazio.",
                                    "Hasta la versión. En producción use su dirección con prefijo; en prueba puede quedar vacía.",
                                    "Up to the version. In live use your address with its prefix; in test it may stay empty."))
                    .in(ACCOUNT),
            Setting.required(
                            HMAC_KEY,
                            Type.SECRET,
                            new Text("Chave HMAC do webhook", "Clave HMAC del webhook", "Webhook HMAC key"),
                            Text.same("Customer Area: Developers, Webhooks, Standard webhook, Generate HMAC key."))
                    .in(WEBHOOK),
            Setting.optional(
                            USERNAME,
                            Type.TEXT,
                            new Text("Usuário do webhook", "Usuario del webhook", "Webhook user name"),
                            new Text(
                                    "O mesmo que foi escrito no webhook da Adyen. Vazio: só a assinatura é conferida.",
                                    "El mismo que se escribió en el webhook de Adyen. Vacío: solo se comprueba la firma.",
                                    "The one written into Adyen's webhook. Empty: only the signature is checked."))
                    .in(WEBHOOK),
            Setting.optional(
                            PASSWORD,
                            Type.SECRET,
                            new Text("Senha do webhook", "Contraseña del webhook", "Webhook password"),
                            new Text(
                                    "A mesma que foi escrita no webhook da Adyen.",
                                    "La misma que se escribió en el webhook de Adyen.",
                                    "The one written into Adyen's webhook."))
                    .in(WEBHOOK));

    static final Problem BASE_IS_MISSING = new Problem(
            BASE_URL,
            new Text(
                    "Em produção é preciso o seu endereço com prefixo.",
                    "En producción hace falta su dirección con prefijo.",
                    "In live your address with its prefix is needed."));

    private AdyenSettings() {}

    /** Live addresses carry a prefix of the company's own, so that only the test environment has one for all. */
    static Optional<String> base(Settings settings, boolean test) {
        return settings.text(BASE_URL)
                .map(it -> it.replaceFirst("/+$", ""))
                .or(() -> test ? Optional.of(TEST_BASE) : Optional.empty());
    }

    static Problem refused(AdyenApi.Reply reply) {
        var said = "Adyen: " + reply.body().at("message").text();
        return new Problem(MERCHANT_ACCOUNT, Text.same(said));
    }
}
