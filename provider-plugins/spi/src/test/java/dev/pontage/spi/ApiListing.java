package dev.pontage.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that compiled plugins can lean on, one line each: what they may use, and what they must implement. */
final class ApiListing {
    /** A method without a body in a type that a plugin may implement. */
    static final String MUST = "must ";

    private ApiListing() {}

    static SortedSet<String> ofCompiledSpi() {
        var lines = new TreeSet<String>();
        for (var type : publicTypes()) {
            add(type, lines);
        }
        return lines;
    }

    /** What an old plugin would stumble over, one line each. */
    static List<String> breaks(SortedSet<String> before, SortedSet<String> now) {
        var broken = new ArrayList<String>();
        before.stream()
                .filter(it -> !it.startsWith(MUST) && !now.contains(it))
                .map(it -> "gone or changed: " + it)
                .forEach(broken::add);
        now.stream()
                .filter(it -> it.startsWith(MUST) && !before.contains(it) && isOfKnownType(it, before))
                .map(it -> "new, and old plugins do not implement it: " + it.substring(MUST.length()))
                .forEach(broken::add);
        return broken;
    }

    /** A type that is new as a whole binds nobody. */
    private static boolean isOfKnownType(String must, SortedSet<String> before) {
        var type = must.substring(MUST.length(), must.indexOf('#'));
        return before.stream().anyMatch(it -> it.startsWith("type " + type + " "));
    }

    private static void add(Class<?> type, SortedSet<String> lines) {
        lines.add("type " + type.getName() + " " + header(type));
        if (type.isRecord()) {
            lines.add("record " + type.getName()
                    + Arrays.stream(type.getRecordComponents())
                            .map(it -> it.getGenericType().getTypeName())
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        Stream.of(type.getDeclaredFields())
                .filter(ApiListing::isOpen)
                .forEach(it -> lines.add("field " + type.getName() + "#" + it.getName() + " "
                        + it.getGenericType().getTypeName()));
        Stream.<Executable>concat(Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                .filter(it -> isOpen(it) && !it.isSynthetic())
                .forEach(it -> lines.add("has " + type.getName() + "#" + signature(it)));
        Stream.of(type.getDeclaredMethods())
                .filter(it -> isOpen(it) && Modifier.isAbstract(it.getModifiers()))
                .forEach(it -> lines.add(MUST + type.getName() + "#" + signature(it)));
    }

    private static String header(Class<?> type) {
        var kind = type.isEnum() ? "enum" : type.isRecord() ? "record" : type.isInterface() ? "interface" : "class";
        var above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .map(java.lang.reflect.Type::getTypeName)
                .collect(Collectors.joining(", "));
        var below = type.isSealed()
                ? " permits "
                        + Arrays.stream(type.getPermittedSubclasses())
                                .map(Class::getName)
                                .sorted()
                                .collect(Collectors.joining(", "))
                : "";
        return (Modifier.isFinal(type.getModifiers()) ? "final " : "") + kind + " of " + above + below;
    }

    /** Without the word that says whether there is a body: a method that gets one breaks nobody. */
    private static String signature(Executable it) {
        var result = it instanceof Method method ? method.getGenericReturnType().getTypeName() : "new";
        var parameters = Arrays.stream(it.getGenericParameterTypes())
                .map(java.lang.reflect.Type::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
        var thrown = Arrays.stream(it.getExceptionTypes())
                .map(Class::getName)
                .sorted()
                .toList();
        return (Modifier.isStatic(it.getModifiers()) ? "static " : "") + it.getName() + parameters + " " + result
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static boolean isOpen(Member it) {
        return Modifier.isPublic(it.getModifiers()) || Modifier.isProtected(it.getModifiers());
    }

    private static boolean isOpen(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isOpen(type.getDeclaringClass()));
    }

    private static List<Class<?>> publicTypes() {
        try {
            var root = Path.of(AcquirerPlugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var files = Files.walk(root)) {
                return files.map(root::relativize)
                        .map(Path::toString)
                        .filter(it -> it.endsWith(".class") && !it.endsWith("package-info.class"))
                        .map(it ->
                                it.substring(0, it.length() - ".class".length()).replace('/', '.'))
                        .<Class<?>>map(ApiListing::type)
                        .filter(ApiListing::isOpen)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
