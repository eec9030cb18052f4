package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.world.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Every repository, asked by one tenant with the ids of another. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class TenantIsolationTest {
    private static final Set<String> READS = Set.of("find", "list", "search", "count", "stored", "of", "get", "read");

    @Autowired
    private ApplicationContext context;

    @Autowired
    @Qualifier("adminJdbc")
    private TenantJdbc jdbc;

    @Autowired
    private World.Merchants merchants;

    @Test
    void every_table_with_a_tenant_is_known_to_be_one() {
        var found = jdbc.inTransaction(() -> jdbc.sql("select table_name from information_schema.columns"
                        + " where table_schema = database() and column_name = 'tenant_id'")
                .query(String.class)
                .list());

        assertThat(found).isNotEmpty().allMatch(ScopedStatement.TABLES::contains);
    }

    @Test
    void a_statement_that_forgets_the_tenant_is_refused() {
        for (var table : ScopedStatement.TABLES) {
            assertThatThrownBy(() -> ScopedStatement.parse("select * from " + table + " where id = :id"))
                    .as(table)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_statement_outside_any_scope_is_refused() {
        assertThatThrownBy(() -> jdbc.inTransaction(() -> jdbc.sql("select count(*) from affiliation where :scope")
                        .query(Integer.class)
                        .single()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void no_repository_shows_one_tenant_what_is_anothers() {
        var theirs = merchants.fresh("scripted").affiliation();
        var ours = merchants.fresh("scripted").affiliation();
        var asked = new HashSet<String>();
        var shown = new ArrayList<String>();

        for (var bean : beans()) {
            for (var method : reads(bean)) {
                var name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
                var answer = TenantScope.of(ours.tenantId()).call(() -> ask(bean, method, theirs));
                asked.add(name);
                if (shows(answer, theirs)) {
                    shown.add(name + ": " + answer);
                }
            }
        }

        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(shown).isEmpty();
    }

    /** Doors and rows that reach tenants' tables. */
    private List<Object> beans() {
        return Stream.of(context.getBeanDefinitionNames())
                .filter(it -> reachesTables(context.getType(it)))
                .map(context::getBean)
                .toList();
    }

    private static boolean reachesTables(@Nullable Class<?> type) {
        return type != null
                && type.getName().startsWith("dev.pontage.")
                && Arrays.stream(ClassUtils.getUserClass(type).getDeclaredFields())
                        .anyMatch(field -> field.getType() == TenantJdbc.class);
    }

    private static List<Method> reads(Object bean) {
        return Arrays.stream(AopUtils.getTargetClass(bean).getDeclaredMethods())
                .filter(it -> !Modifier.isStatic(it.getModifiers()) && !Modifier.isPrivate(it.getModifiers()))
                .filter(it -> READS.stream().anyMatch(it.getName()::startsWith))
                .filter(it -> Arrays.stream(it.getParameterTypes())
                        .allMatch(type -> type == UUID.class || type == String.class || type == Optional.class))
                .filter(it -> it.getParameterCount() > 0)
                .toList();
    }

    private static Object ask(Object bean, Method method, Affiliation theirs) {
        var arguments = new Object[method.getParameterCount()];
        for (var i = 0; i < arguments.length; i++) {
            var parameter = method.getParameters()[i];
            var tenant = parameter.getName().toLowerCase(java.util.Locale.ROOT).contains("tenant");
            if (parameter.getType() == UUID.class) {
                arguments[i] = tenant ? theirs.tenantId() : theirs.id();
            } else if (parameter.getType() == String.class) {
                arguments[i] = theirs.tenant();
            } else {
                arguments[i] = parameter.getParameterizedType().getTypeName().contains("UUID")
                        ? Optional.of(tenant ? theirs.tenantId() : theirs.id())
                        : Optional.empty();
            }
        }
        try {
            method.setAccessible(true);
            return Optional.ofNullable(method.invoke(bean, arguments));
        } catch (InvocationTargetException e) {
            return "refused";
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean shows(Object answer, Affiliation theirs) {
        var text = answer.toString();
        return text.contains(theirs.id().toString())
                || text.contains(theirs.tenantId().toString())
                || text.contains(theirs.tenant());
    }
}
