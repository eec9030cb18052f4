package dev.pontage.testkit;

import dev.pontage.testkit.Check.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * What every plugin must do. A plugin's own test extends this, says which plugin it is and how it is set up against its
 * stub; what is declared is tried, and what is not declared must refuse cleanly. The result is written beside the plugin's
 * classes, so that it travels in the jar.
 */
public abstract class AcquirerContract extends ContractSubject {
    private static final ThreadLocal<ContractReport> REPORT = ThreadLocal.withInitial(ContractReport::new);

    @BeforeAll
    static void beginReport() {
        REPORT.set(new ContractReport());
    }

    @TestFactory
    Stream<DynamicNode> the_contract() {
        var report = REPORT.get().of(plugin());
        return Contract.all().entrySet().stream()
                .map(group -> DynamicContainer.dynamicContainer(
                        group.getKey(),
                        group.getValue().stream()
                                .filter(it -> applies(it, report))
                                .map(it -> test(it, report))));
    }

    /** What a plugin does not declare is no skipped test; the report still says so. */
    private boolean applies(Check check, ContractReport report) {
        var objection = check.objection(this);
        objection.ifPresent(it -> report.add(check, Verdict.SKIPPED, it));
        return objection.isEmpty();
    }

    @AfterAll
    static void writeReport() {
        REPORT.get().write();
        REPORT.remove();
    }

    private DynamicTest test(Check check, ContractReport report) {
        return DynamicTest.dynamicTest(check.name(), () -> {
            try {
                check.run(this);
                report.add(check, Verdict.PASSED, "");
            } catch (TestAbortedException e) {
                report.add(check, Verdict.SKIPPED, String.valueOf(e.getMessage()));
                throw e;
            } catch (Exception | Error e) {
                report.add(check, Verdict.FAILED, "");
                throw new AssertionError("does not hold: " + check.name() + " | " + e.getMessage(), e);
            }
        });
    }
}
