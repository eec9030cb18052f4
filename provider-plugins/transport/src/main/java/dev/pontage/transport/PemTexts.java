package dev.pontage.transport;

import dev.pontage.spi.Text;
import java.util.Set;

/** What can be wrong with a certificate's text, said to those who have to put it right. */
final class PemTexts {
    static final Text NO_CERTIFICATE = new Text(
            "Falta o certificado: um texto PEM que começa com -----BEGIN CERTIFICATE-----.",
            "Falta el certificado: un texto PEM que empieza con -----BEGIN CERTIFICATE-----.",
            "The certificate is missing: a PEM text that begins with -----BEGIN CERTIFICATE-----.");
    static final Text NO_KEY = new Text(
            "Falta a chave privada: um texto PEM que começa com -----BEGIN PRIVATE KEY-----.",
            "Falta la clave privada: un texto PEM que empieza con -----BEGIN PRIVATE KEY-----.",
            "The private key is missing: a PEM text that begins with -----BEGIN PRIVATE KEY-----.");
    static final Text BROKEN_CERTIFICATE = new Text(
            "O certificado não pode ser lido: copie-o inteiro.",
            "No se puede leer el certificado: cópielo entero.",
            "The certificate cannot be read: copy all of it.");
    static final Text BROKEN_KEY = new Text(
            "A chave privada não pode ser lida: copie-a inteira.",
            "No se puede leer la clave privada: cópiela entera.",
            "The private key cannot be read: copy all of it.");
    static final Text ENCRYPTED = new Text(
            "A chave privada tem senha: retire-a com openssl pkcs8 -topk8 -nocrypt.",
            "La clave privada tiene contraseña: quítela con openssl pkcs8 -topk8 -nocrypt.",
            "The private key has a password: take it off with openssl pkcs8 -topk8 -nocrypt.");
    static final Text OLD_FORM = new Text(
            "A chave privada está na forma antiga: converta-a com openssl pkcs8 -topk8 -nocrypt.",
            "La clave privada está en la forma antigua: conviértala con openssl pkcs8 -topk8 -nocrypt.",
            "The private key has the older form: convert it with openssl pkcs8 -topk8 -nocrypt.");
    static final Text OTHER = new Text(
            "Só cabem aqui certificados e uma chave privada.",
            "Aquí solo caben certificados y una clave privada.",
            "Only certificates and a private key belong here.");
    static final Text STRANGERS = new Text(
            "A chave privada não é a do primeiro certificado.",
            "La clave privada no es la del primer certificado.",
            "The private key is not that of the first certificate.");

    static final Set<Text> OF_KEYS = Set.of(BROKEN_KEY, ENCRYPTED, OLD_FORM);

    private PemTexts() {}
}
