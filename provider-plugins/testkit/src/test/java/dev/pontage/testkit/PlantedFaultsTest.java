package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** The contract is worth what it catches: each planted fault falls to the check that is named for it. */
class PlantedFaultsTest {
    private static final TinyStub STUB = new TinyStub();

    @AfterAll
    static void stop() {
        STUB.close();
    }

    @ParameterizedTest
    @EnumSource
    void is_caught_by_the_check_named_for_it(Fault fault) {
        var check = named(fault.caughtBy());

        assertThatThrownBy(() -> check.run(new Faulty(Set.of(fault))))
                .isNotInstanceOf(TestAbortedException.class)
                .satisfies(it -> assertThat(it).isInstanceOfAny(AssertionError.class, RuntimeException.class));
    }

    @ParameterizedTest
    @EnumSource
    void the_same_check_passes_without_the_fault(Fault fault) throws Exception {
        if (fault != Fault.REFUNDS_UNDECLARED) {
            named(fault.caughtBy()).run(new Faulty(Set.of()));
        }
    }

    @Test
    void there_are_at_least_a_hundred_checks_and_no_two_have_one_name() {
        var names = Contract.all().values().stream()
                .flatMap(List::stream)
                .map(Check::name)
                .toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
    }

    private static Check named(String name) {
        return Contract.all().values().stream()
                .flatMap(List::stream)
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check is called " + name));
    }

    private static final class Faulty extends ContractSubject {
        private final Set<Fault> faults;

        Faulty(Set<Fault> faults) {
            this.faults = faults;
        }

        @Override
        protected AcquirerPlugin plugin() {
            return new TinyPlugin(faults == null ? Set.of() : faults);
        }

        @Override
        protected Map<String, String> values() {
            return TinyContractTest.values(STUB);
        }

        @Override
        protected Set<String> hosts() {
            return Set.of("127.0.0.1");
        }

        @Override
        protected boolean shopperPays(PaymentId payment) {
            return STUB.pay(payment.value());
        }

        @Override
        protected Optional<WebhookRequest> webhook(PaymentId payment) {
            return Optional.of(TinyContractTest.signed(payment));
        }
    }
}
