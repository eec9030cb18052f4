package dev.pontage.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What the contract tests found of a plugin when its jar was built.
 *
 * @param passed the checks that hold
 * @param skipped those with nothing to try, and why
 * @param failed those that do not hold
 * @param stale in one sentence, why the report is not about the classes in the jar
 */
public record ContractResult(List<String> passed, List<String> skipped, List<String> failed, Optional<String> stale) {
    public ContractResult {
        passed = List.copyOf(passed);
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
    }

    /** Why a version with this report is not fit for production, in one sentence; empty if it is. */
    public Optional<String> problem() {
        if (!failed.isEmpty()) {
            return Optional.of("its contract report is red: " + failed.size() + " checks failed, the first of them \""
                    + failed.getFirst() + "\"");
        }
        return stale;
    }
}
