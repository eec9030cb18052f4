package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.spi.Transport.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

    @DisplayName("JsonLogic's own operators")
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "as it is" | as it is
            {"cat":["I love"," pie ",3]} | I love pie 3
            {"substr":["jsonlogic",4]} | logic
            {"substr":["jsonlogic",-5]} | logic
            {"substr":["jsonlogic",1,3]} | son
            {"substr":["jsonlogic",4,-2]} | log
            {"substr":["jsonlogic",2147483647,2147483647]} | ~~
            {"in":["Spring","Springfield"]} | true
            {"in":["Bart",["Lisa","Bart"]]} | true
            {"in":["Nelson",["Lisa","Bart"]]} | false
            {"merge":[[1,2],3,[4]]} | 1,2,3,4
            {"==":[1,"1"]} | true
            {"===":[1,"1"]} | false
            {"===":[1,1.0]} | true
            {"!=":[1,2]} | true
            {"!==":[1,"1"]} | true
            {"==":[null,0]} | false
            {"!":[[]]} | true
            {"!!":["0"]} | true
            {"!":true} | false
            {">":[2,1]} | true
            {">=":[1,1]} | true
            {"<":[1,2,3]} | true
            {"<":[1,3,3]} | false
            {"<=":[1,3,3]} | true
            {"<":["a","b"]} | true
            {"max":[1,2,3]} | 3
            {"min":[1,2,3]} | 1
            {"+":[4,2]} | 6
            {"+":["3.14"]} | 3.14
            {"+":[0.1,0.2]} | 0.3
            {"-":[4,2]} | 2
            {"-":2} | -2
            {"*":[4,2,3]} | 24
            {"/":[4,2]} | 2
            {"%":[101,2]} | 1
            {"if":[true,"yes","no"]} | yes
            {"if":[false,"a",false,"b","c"]} | c
            {"?:":[0,"yes","no"]} | no
            {"if":[false,"a"]} | ~~
            {"and":[true,"a",3]} | 3
            {"and":[true,0,3]} | 0
            {"or":[false,"a"]} | a
            {"map":[[1,2,3],{"*":[{"var":""},2]}]} | 2,4,6
            {"filter":[[1,2,3,4],{"%":[{"var":""},2]}]} | 1,3
            {"reduce":[[1,2,3],{"+":[{"var":"current"},{"var":"accumulator"}]},0]} | 6
            {"all":[[1,2],{">":[{"var":""},0]}]} | true
            {"all":[[],true]} | false
            {"some":[[1,2],{">":[{"var":""},1]}]} | true
            {"none":[[1,2],{">":[{"var":""},2]}]} | true
            {"var":["nowhere",26]} | 26
            {"map":[[[7,8]],{"var":"1"}]} | 8
            {"missing":["a","b"]} | a,b
            {"missing_some":[1,["a","b"]]} | a,b
            {"missing_some":[0,["a","b"]]} | ~~
            {"log":"apple"} | apple
            """)
    void operators_of_json_logic(String formula, String result) {
        assertThat(of(formula)).isEqualTo(result);
    }

    @DisplayName("VTEX's operators, with the vectors of RFC 4231, RFC 1321 and FIPS 180")
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"base64":["Maria"]} | TWFyaWE=
            {"md5":["abc"]} | 900150983cd24fb0d6963f7d28e17f72
            {"md5":["abc","BASE64"]} | kAFQmDzST7DWlj99KOF/cg==
            {"sha1":["abc","HEX"]} | a9993e364706816aba3e25717850c26c9cd0d89d
            {"sha256":["abc"]} | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            {"sha384":["abc","base64"]} | ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn
            {"hmac-sha256":["Jefe","what do ya want for nothing?","hex"]} | 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
            {"hmac-sha256":["4a656665","what do ya want for nothing?","HEX","hex"]} | 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
            {"hmac-sha256":["SmVmZQ==","what do ya want for nothing?",null,"base64"]} | W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=
            {"replaceTokens":["n=<card>"]} | n=4111111111111111
            {"md5":{"replaceTokens":["<card>"]}} | 5910f4ea0062a0e29afd3dccc741e3ce
            """)
    void operators_of_vtex(String formula, String result) {
        assertThat(of(formula)).isEqualTo(result);
    }

    @Test
    void sha512_is_long() {
        assertThat(of("{\"sha512\":[\"abc\"]}")).startsWith("ddaf35a193617aba").hasSize(128);
    }

    @Test
    void texts_are_in_utf_8() {
        assertThat(of("{\"base64\":[\"João\"]}")).isEqualTo("Sm/Do28=");
    }

    @DisplayName("what cannot be worked out says so without a value, and soon")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nonsense\":[1]}",
                "{\"/\":[1,0]}",
                "{\"%\":[1,0]}",
                "{\"+\":[1e999999999,1]}",
                "{\"+\":[\"1e999999999\",1]}",
                "{\"+\":[\"4111 1111\",1]}",
                "{\"md5\":[\"a\",\"octal\"]}",
                "{\"hmac-sha256\":[\"zz\",\"a\",\"hex\",\"hex\"]}",
                "{\"hmac-sha256\":[\"\",\"a\"]}",
                "{\"map\":[[1]]}"
            })
    void nonsense(String formula) {
        assertThatThrownBy(() -> of(formula))
                .isInstanceOf(Formula.Unsound.class)
                .hasMessageNotContaining("4111");
    }

    @Test
    void a_formula_that_is_nested_too_deeply_is_refused() {
        assertThatThrownBy(() -> of("{\"!\":".repeat(40) + "1" + "}".repeat(40)))
                .isInstanceOf(Formula.Unsound.class);
    }

    private static String of(String formula) {
        var json = Json.read(formula);
        return new String(
                Formula.workedOut(
                        json,
                        it -> new String(it)
                                .replace("<card>", "4111111111111111")
                                .toCharArray()),
                StandardCharsets.UTF_8);
    }
}
