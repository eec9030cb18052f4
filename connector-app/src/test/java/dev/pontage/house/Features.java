package dev.pontage.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The rooms of connector-core from the outside in; each uses only those below it. */
final class Features {
    static final List<String> FROM_THE_OUTSIDE_IN = List.of(
            "callback",
            "webhook",
            "ppp",
            "payment",
            "acquirer",
            "remote",
            "policy",
            "affiliation",
            "plugin",
            "limit",
            "secret",
            "audit",
            "tenant",
            "work",
            "error",
            "start",
            "transport",
            "spi");

    /** Modules around the core, which nothing in the core may know. */
    private static final List<String> AROUND = List.of("app", "admin", "database", "homologation");

    private Features() {}

    /** The first package below {@code dev.pontage}, empty for other people's classes. */
    static String of(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith("dev.pontage.")
                ? name.substring("dev.pontage.".length()).split("\\.", 2)[0]
                : "";
    }

    static ArchCondition<JavaClass> haveAPlaceAmongTheFeatures() {
        return new ArchCondition<>("have a place in Features.FROM_THE_OUTSIDE_IN") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var feature = of(type);
                if (!AROUND.contains(feature) && !FROM_THE_OUTSIDE_IN.contains(feature)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no known room"));
                }
            }
        };
    }

    static ArchCondition<JavaClass> useOnlyWhatStandsBelow() {
        return new ArchCondition<>("use only features that stand below their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var own = FROM_THE_OUTSIDE_IN.indexOf(of(type));
                if (own < 0) {
                    return;
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(it -> above(own, of(it.getTargetClass())))
                        .forEach(it -> events.add(SimpleConditionEvent.violated(type, it.getDescription())));
            }
        };
    }

    private static boolean above(int own, String other) {
        var rank = FROM_THE_OUTSIDE_IN.indexOf(other);
        return AROUND.contains(other) || (rank >= 0 && rank < own);
    }
}
