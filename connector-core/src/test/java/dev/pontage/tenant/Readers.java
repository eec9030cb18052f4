package dev.pontage.tenant;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Everything that reads tenants' tables: beans, and the rows classes that are made with a way to the database. */
final class Readers {
    private Readers() {}

    static List<Object> all(ApplicationContext context, TenantJdbc jdbc) {
        var all = new ArrayList<Object>();
        Stream.of(context.getBeanDefinitionNames())
                .filter(it -> Optional.<Class<?>>ofNullable(context.getType(it))
                        .filter(Readers::reachesTables)
                        .isPresent())
                .map(context::getBean)
                .forEach(all::add);
        for (var type : types()) {
            if (reachesTables(type) && all.stream().noneMatch(it -> AopUtils.getTargetClass(it) == type)) {
                made(type, jdbc).ifPresent(all::add);
            }
        }
        return all;
    }

    private static boolean reachesTables(Class<?> type) {
        return type.getName().startsWith("dev.pontage.")
                && Arrays.stream(ClassUtils.getUserClass(type).getDeclaredFields())
                        .anyMatch(field -> field.getType() == TenantJdbc.class);
    }

    private static Optional<Object> made(Class<?> type, TenantJdbc jdbc) {
        try {
            var constructor = type.getDeclaredConstructor(TenantJdbc.class);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(jdbc));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static List<Class<?>> types() {
        try {
            var names = new CachingMetadataReaderFactory();
            var types = new ArrayList<Class<?>>();
            for (var it :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:dev/pontage/**/*Rows.class")) {
                types.add(Class.forName(
                        names.getMetadataReader(it).getClassMetadata().getClassName()));
            }
            return types;
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever can be asked of it with somebody's ids, whether it reads or writes. */
    static List<Method> doors(Object reader) {
        return Arrays.stream(AopUtils.getTargetClass(reader).getDeclaredMethods())
                .filter(it -> !Modifier.isStatic(it.getModifiers())
                        && !Modifier.isPrivate(it.getModifiers())
                        && !it.isSynthetic()
                        && it.getParameterCount() > 0)
                .toList();
    }

    static Object ask(Object reader, Method method, Object[] arguments) {
        try {
            method.setAccessible(true);
            return Optional.ofNullable(method.invoke(reader, arguments));
        } catch (InvocationTargetException e) {
            return "refused";
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
