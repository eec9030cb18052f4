package dev.pontage.bacenpix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.PaymentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacenPixMessagesTest {

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef0123456789abcdef,0123456789abcdef0123456789abcdef",
        "01234567-89ab-cdef-0123-456789abcdef,0123456789abcdef0123456789abcdef"
    })
    void an_id_that_fits_stays_itself(String payment, String txid) {
        assertThat(BacenPixMessages.txid(new PaymentId(payment))).isEqualTo(txid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "a b/c?", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"})
    void any_other_id_is_hashed_into_one(String payment) {
        assertThat(BacenPixMessages.txid(new PaymentId(payment))).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource({"11144477735,true", "11144477736,false", "11111111111,false", "123,false"})
    void a_persons_number_is_checked(String digits, boolean real) {
        assertThat(BacenPixMessages.isCpf(digits)).isEqualTo(real);
    }

    @ParameterizedTest
    @CsvSource({"11222333000181,true", "11222333000182,false", "00000000000000,false"})
    void a_companys_number_is_checked(String digits, boolean real) {
        assertThat(BacenPixMessages.isCnpj(digits)).isEqualTo(real);
    }
}
