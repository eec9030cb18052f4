package dev.pontage.bacenpix;

/** What a bank would hand out, made for its stub and good for nothing else: the stub speaks no TLS and never looks at it. */
final class StubCertificate {
    static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUZSqM1ZZEvYhaiyUivTaR/8QHtKYwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEc3R1YjAgFw0yNjExMjIwNTE0MjBaGA8yMTI2MTAyOTA1MTQy
            MFowDzENMAsGA1UEAwwEc3R1YjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHw1
            R8eISomjSKnjXZTMJI64yGj73S32efPECj9woxJ+yVJQUDiPp6o1OstkYqovOUkz
            T136tiu9a1yNL4iONcyjUzBRMB0GA1UdDgQWBBTsB6+rdrc4HPpFFxgl3QoedG7N
            +zAfBgNVHSMEGDAWgBTsB6+rdrc4HPpFFxgl3QoedG7N+zAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIQCRz/S8XkvRaQJrFBOMeKsohp22YeGiLaxN
            VF0CQmfglgIgMu6YQIIz26cKDRnrniHxQQr7AJR0gojVbnNuqdpbvw4=
            -----END CERTIFICATE-----
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFUZAzh7yZhUMU3TL
            14nDN0a1LwGnFvyvLjslb3vDHbyhRANCAAR8NUfHiEqJo0ip412UzCSOuMho+90t
            9nnzxAo/cKMSfslSUFA4j6eqNTrLZGKqLzlJM09d+rYrvWtcjS+IjjXM
            -----END PRIVATE KEY-----
            """;

    private StubCertificate() {}
}
