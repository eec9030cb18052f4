package dev.pontage.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Setting.Type;
import dev.pontage.spi.settings.SettingsSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescriptorCheckTest {
    private static final Setting SCRIPT = setting("script").testOnly();

    @Test
    void more_methods_than_a_manifest_can_offer_are_refused() {
        var many = IntStream.range(0, 201)
                .mapToObj(it -> Method.card("Card " + it))
                .toList();

        assertRefused(descriptor(many, SettingsSchema.of()), "201 payment methods, and 200 are the most");
    }

    @Test
    void more_settings_than_a_form_can_show_are_refused() {
        var many = IntStream.range(0, 201).mapToObj(it -> setting("key" + it)).toList();

        assertRefused(descriptor(List.of(Method.card("Visa")), new SettingsSchema(many)), "201 settings");
    }

    @Test
    void a_text_as_long_as_a_book_is_refused() {
        var book = Text.same("w".repeat(1_001));

        assertRefused(of(Setting.optional("key", Type.TEXT, Text.same("l"), book)), "longer than 1000 characters");
    }

    @Test
    void what_is_only_for_test_may_not_be_required() {
        assertRefused(
                of(Setting.required("key", Type.TEXT, Text.same("l"), Text.same("h"))
                        .testOnly()),
                "cannot be required");
    }

    @Test
    void what_is_only_for_test_depends_on_no_other_setting() {
        assertThatCode(() -> DescriptorCheck.check(of(SCRIPT))).doesNotThrowAnyException();
    }

    @Test
    void what_is_only_for_test_is_neither_shown_nor_taken_elsewhere() {
        var schema = SettingsSchema.of(SCRIPT, setting("other"));

        assertThat(schema.in(true).settings()).hasSize(2);
        assertThat(schema.in(false).settings()).extracting(Setting::key).containsExactly("other");
        assertThat(schema.validate(Map.of("script", "x"), true)).isEmpty();
        assertThat(schema.validate(Map.of("script", "x", "none", "y"), false))
                .extracting(it -> it.key() + ": " + it.message().en())
                .containsExactly("none: There is no such setting.", "script: Only in the test environment.");
    }

    private static Setting setting(String key) {
        return Setting.optional(key, Type.TEXT, Text.same("label"), Text.same("help"));
    }

    private static PluginDescriptor of(Setting setting) {
        return descriptor(List.of(Method.card("Visa")), SettingsSchema.of(setting));
    }

    private static PluginDescriptor descriptor(List<Method> methods, SettingsSchema settings) {
        return new PluginDescriptor(
                "tiny", "Tiny", "1", methods, Set.of(), settings, Set.of(), PluginDescriptor.Timing.USUAL);
    }

    private static void assertRefused(PluginDescriptor it, String why) {
        assertThatThrownBy(() -> DescriptorCheck.check(it)).hasMessageContaining(why);
    }
}
