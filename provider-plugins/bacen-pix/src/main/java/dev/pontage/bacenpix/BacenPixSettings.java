package dev.pontage.bacenpix;

import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Setting.Type;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What staff fill in. */
final class BacenPixSettings {
    static final String CLIENT_ID = "clientId";
    static final String CLIENT_SECRET = "clientSecret";
    static final String PIX_KEY = "pixKey";
    private static final String PROFILE = "profile";
    private static final String TOKEN_URL = "tokenUrl";
    private static final String BASE_URL = "apiBaseUrl";
    private static final String CERTIFICATE = "clientCertificate";

    private static final Text BANK = new Text("Banco", "Banco", "Bank");
    private static final Text ACCESS = new Text("Acesso", "Acceso", "Access");

    static final SettingsSchema SCHEMA = SettingsSchema.of(
            Setting.optional(
                            PROFILE,
                            Type.CHOICE,
                            new Text("Banco", "Banco", "Bank"),
                            new Text(
                                    "Preenche os endereços de um banco conhecido.",
                                    "Completa las direcciones de un banco conocido.",
                                    "Fills in the addresses of a bank that is known."))
                    .orElse(BankProfile.STANDARD.key())
                    .among(BankProfile.choices())
                    .in(BANK),
            Setting.optional(
                            BASE_URL,
                            Type.URL,
                            new Text("Endereço da API Pix", "Dirección de la API Pix", "Address of the Pix API"),
                            new Text(
                                    "Até a versão, como o banco informa. Vazio: o do banco escolhido.",
                                    "Hasta la versión, como informa el banco. Vacío: la del banco elegido.",
                                    "Up to the version, as the bank says. Empty: that of the chosen bank."))
                    .in(BANK),
            Setting.optional(
                            TOKEN_URL,
                            Type.URL,
                            new Text("Endereço dos tokens", "Dirección de los tokens", "Token address"),
                            new Text(
                                    "Onde se pede o token OAuth2. Vazio: o do banco escolhido.",
                                    "Donde se pide el token OAuth2. Vacío: la del banco elegido.",
                                    "Where the OAuth2 token is asked for. Empty: that of the chosen bank."))
                    .in(BANK),
            Setting.required(
                            PIX_KEY,
                            Type.TEXT,
                            new Text("Chave Pix", "Clave Pix", "Pix key"),
                            new Text(
                                    "A chave de quem recebe: CNPJ, e-mail, telefone ou chave aleatória.",
                                    "La clave de quien cobra: CNPJ, correo, teléfono o clave aleatoria.",
                                    "The key of who is paid: CNPJ, e-mail, phone or random key."))
                    .in(ACCESS),
            Setting.required(
                            CLIENT_ID,
                            Type.TEXT,
                            Text.same("Client ID"),
                            new Text(
                                    "Da aplicação criada no portal do banco, com os escopos cob, pix e webhook.",
                                    "De la aplicación creada en el portal del banco, con los alcances cob, pix y webhook.",
                                    "Of the application made in the bank's portal, with the scopes cob, pix and webhook."))
                    .in(ACCESS),
            Setting.required(
                            CLIENT_SECRET,
                            Type.SECRET,
                            Text.same("Client secret"),
                            new Text(
                                    "O segredo da mesma aplicação.",
                                    "El secreto de la misma aplicación.",
                                    "The same application's secret."))
                    .in(ACCESS),
            Setting.optional(
                            CERTIFICATE,
                            Type.CERTIFICATE,
                            new Text("Certificado do cliente", "Certificado del cliente", "Client certificate"),
                            new Text(
                                    "Certificado e chave privada em PEM, um depois do outro. Em produção todo banco o exige.",
                                    "Certificado y clave privada en PEM, uno tras otro. En producción todo banco lo exige.",
                                    "Certificate and private key as PEM, one after the other. In live every bank wants it."))
                    .in(ACCESS));

    private BacenPixSettings() {}

    static BankProfile profile(Settings settings) {
        return BankProfile.of(settings.get(PROFILE));
    }

    static Optional<String> base(Settings settings, boolean test) {
        return settings.text(BASE_URL)
                .map(it -> it.replaceFirst("/+$", ""))
                .or(() -> profile(settings).api(test));
    }

    static Optional<String> token(Settings settings, boolean test) {
        return settings.text(TOKEN_URL).or(() -> profile(settings).token(test));
    }

    /** What can be seen without asking the bank. */
    static List<Problem> problems(Settings settings, boolean test) {
        var problems = new ArrayList<Problem>();
        var unknown = new Text(
                "Este banco não tem endereço conhecido neste ambiente: preencha.",
                "Este banco no tiene dirección conocida en este entorno: complete.",
                "No address of this bank is known in this environment: fill it in.");
        if (base(settings, test).isEmpty()) {
            problems.add(new Problem(BASE_URL, unknown));
        }
        if (token(settings, test).isEmpty()) {
            problems.add(new Problem(TOKEN_URL, unknown));
        }
        if (!test && settings.secret(CERTIFICATE).isEmpty()) {
            problems.add(new Problem(
                    CERTIFICATE,
                    new Text(
                            "Em produção o banco exige um certificado.",
                            "En producción el banco exige un certificado.",
                            "In live the bank wants a certificate.")));
        }
        return problems;
    }
}
