package dev.pontage.testkit;

import dev.pontage.testkit.Check.Verdict;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Runs contracts without a test engine, side by side, and writes the reports of those that hold. For a distribution that is
 * built without tests: a check that fails there, maybe because the machine is busy, leaves no report.
 */
final class ContractRun {
    private ContractRun() {}

    /** Takes the names of contract tests; a second try is made alone. */
    public static void main(String[] tests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var it : threads.invokeAll(
                    Stream.of(tests).map(ContractRun::firstTry).toList())) {
                if (!it.get().holds()) {
                    new Try(it.get().test()).holds();
                }
            }
        }
        // stubs of acquirers keep threads of their own
        System.exit(0);
    }

    private record Tried(String test, boolean holds) {}

    private static java.util.concurrent.Callable<Tried> firstTry(String test) {
        return () -> new Tried(test, new Try(test).holds());
    }

    /** One run of one contract. */
    private record Try(String test) {
        boolean holds() throws ReflectiveOperationException {
            var constructor = Class.forName(test).getDeclaredConstructor();
            constructor.setAccessible(true);
            var subject = (AcquirerContract) constructor.newInstance();
            var report = new ContractReport().of(subject.plugin());
            for (var check :
                    Contract.all().values().stream().flatMap(List::stream).toList()) {
                if (!held(check, subject, report)) {
                    return false;
                }
            }
            report.write();
            return true;
        }

        private static boolean held(Check check, AcquirerContract subject, ContractReport report) {
            try {
                subject.open();
                check.run(subject);
                report.add(check, Verdict.PASSED, "");
            } catch (TestAbortedException e) {
                report.add(check, Verdict.SKIPPED, String.valueOf(e.getMessage()));
            } catch (Exception | AssertionError e) {
                return false;
            }
            return true;
        }
    }
}
