package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

final class DescriptorChecks {
    private DescriptorChecks() {}

    static List<Check> all() {
        return List.of(
                that(
                        "the descriptor is always the same",
                        it -> assertThat(it.subject.plugin().descriptor()).isEqualTo(it.descriptor())),
                that(
                        "the id is lower case letters, digits and hyphens",
                        it -> assertThat(it.descriptor().id()).matches("[a-z0-9][a-z0-9-]{1,39}")),
                that(
                        "the version is one",
                        it -> assertThat(it.descriptor().version()).matches("[0-9A-Za-z][0-9A-Za-z.+-]{0,39}")),
                that(
                        "every method is there once",
                        it -> assertThat(it.descriptor().methods())
                                .isNotEmpty()
                                .extracting(Method::name)
                                .doesNotHaveDuplicates()
                                .noneMatch(String::isBlank)),
                that(
                        "hosts are plain names in lower case",
                        it -> assertThat(it.descriptor().hosts())
                                .allMatch(host -> host.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?"))),
                that(
                        "a replay window and replay belong together",
                        it -> assertThat(it.descriptor().timing().replayWindow().isPositive())
                                .isEqualTo(it.descriptor().can(Capability.REPLAY))),
                that("a part is declared only together with the whole", DescriptorChecks::parts),
                that(
                        "recipients have a stage only with SPLIT",
                        it -> assertThat(it.descriptor().methods())
                                .allMatch(method -> method.split() == SplitStage.DISABLED
                                        || it.descriptor().can(Capability.SPLIT))),
                that(
                        "it wants to be asked at most once a second",
                        it -> assertThat(it.descriptor().timing().pollEvery())
                                .isGreaterThanOrEqualTo(Duration.ofSeconds(1))),
                that(
                        "every setting has a label and help in three languages",
                        it -> settings(it).forEach(setting -> {
                            whole(setting.key(), setting.label());
                            whole(setting.key(), setting.help());
                        })),
                that(
                        "every choice has a label in three languages",
                        it -> settings(it)
                                .forEach(setting ->
                                        setting.choices().forEach(choice -> whole(setting.key(), choice.label())))),
                that("fallbacks pass the schema", DescriptorChecks::fallbacks),
                that(
                        "the settings of this test pass the schema",
                        it -> assertThat(it.descriptor().settings().validate(it.subject.values()))
                                .isEmpty()),
                that("a required setting that is missing is named", DescriptorChecks::missing),
                that("no secret shows in the settings", it -> {
                    var shown = it.subject.settings().toString();
                    assertThat(it.subject.secrets()).noneMatch(shown::contains);
                }),
                that("opening calls nobody", it -> assertThat(it.context.sent()).isEmpty()),
                that(
                        "checking good settings finds no problem",
                        it -> assertThat(it.plugin.check(it.subject.settings(), it.context))
                                .isEmpty()),
                that("checking moves no money", it -> {
                    it.plugin.check(it.subject.settings(), it.context);
                    assertThat(it.context.sent())
                            .noneMatch(request -> request.body()
                                    .orElse("")
                                    .contains(it.amount().plain()));
                }));
    }

    private static void parts(Bench it) {
        var declared = it.descriptor().capabilities();
        if (declared.contains(Capability.PARTIAL_SETTLE) || declared.contains(Capability.MULTIPLE_SETTLE)) {
            assertThat(declared).contains(Capability.SETTLE);
        }
        if (declared.contains(Capability.PARTIAL_REFUND)) {
            assertThat(declared).contains(Capability.REFUND);
        }
        if (declared.contains(Capability.CANCEL_BY_REFERENCE)) {
            assertThat(declared).contains(Capability.CANCEL);
        }
    }

    private static void fallbacks(Bench it) {
        var values = new HashMap<>(it.subject.values());
        settings(it).forEach(setting -> setting.fallback().ifPresent(fallback -> values.put(setting.key(), fallback)));
        assertThat(it.descriptor().settings().validate(values)).isEmpty();
    }

    private static void missing(Bench it) {
        for (var setting : settings(it)) {
            if (setting.required()
                    && setting.onlyIf().isEmpty()
                    && setting.fallback().isEmpty()) {
                var without = new HashMap<>(it.subject.values());
                without.remove(setting.key());
                assertThat(it.descriptor().settings().validate(without))
                        .anyMatch(problem -> problem.key().equals(setting.key()));
            }
        }
    }

    private static List<Setting> settings(Bench it) {
        return it.descriptor().settings().settings();
    }

    private static void whole(String key, Text text) {
        assertThat(List.of(text.pt(), text.es(), text.en())).as(key).noneMatch(String::isBlank);
    }
}
