package dev.pontage.plugin;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Looks at what a jar's classes use, before any of them runs. A guard against mistakes and habits, not a sandbox: a
 * plugin in the process is trusted code.
 */
final class ByteCodeGuard {
    private static final Set<String> HARMLESS = Set.of(
            "java/net/URI",
            "java/net/URISyntaxException",
            "java/net/URLEncoder",
            "java/net/URLDecoder",
            "java/nio/file/attribute/FileTime");

    /** Types, by how their names begin, with what they stand for. */
    private static final List<String[]> TYPES = List.of(
            new String[] {"java/net/", "the network (Transport is the only road out)"},
            new String[] {"javax/net/", "the network (Transport is the only road out)"},
            new String[] {"java/nio/channels/", "sockets or files"},
            new String[] {"java/nio/file/", "files"},
            new String[] {"java/io/File", "files"},
            new String[] {"java/io/RandomAccessFile", "files"},
            new String[] {"java/util/zip/ZipFile", "files"},
            new String[] {"java/util/jar/JarFile", "files"},
            new String[] {"java/lang/Process", "processes"},
            new String[] {"java/lang/Runtime", "processes"},
            new String[] {"java/util/concurrent/Executors", "threads"},
            new String[] {"java/util/concurrent/ThreadPoolExecutor", "threads"},
            new String[] {"java/util/concurrent/ScheduledThreadPoolExecutor", "threads"},
            new String[] {"java/util/concurrent/SubmissionPublisher", "threads"},
            new String[] {"java/util/concurrent/ForkJoin", "threads"},
            new String[] {"java/util/concurrent/CompletableFuture", "threads"},
            new String[] {"java/util/Timer", "threads"},
            new String[] {"java/lang/foreign/", "native code"},
            new String[] {"java/lang/ClassLoader", "class loaders"},
            new String[] {"java/lang/instrument/", "instrumentation"},
            new String[] {"java/lang/reflect/Proxy", "deep reflection"},
            new String[] {"java/lang/System$Logger", "logging (AcquirerContext.log redacts)"},
            new String[] {"java/util/logging/", "logging (AcquirerContext.log redacts)"},
            new String[] {"java/rmi/", "the network"},
            new String[] {"javax/naming/", "the network"},
            new String[] {"java/sql/", "databases"},
            new String[] {"javax/script/", "scripts"},
            new String[] {"javax/management/", "the inside of the process"},
            new String[] {"java/lang/management/", "the inside of the process"},
            new String[] {"java/beans/", "deep reflection"},
            new String[] {"sun/", "the inside of the JDK"},
            new String[] {"com/sun/", "the inside of the JDK"},
            new String[] {"jdk/", "the inside of the JDK"});

    /** Single members of types that are otherwise harmless. */
    private static final List<String[]> MEMBERS = List.of(
            new String[] {"java/lang/System", "exit", "System.exit"},
            new String[] {"java/lang/System", "load", "native code"},
            new String[] {"java/lang/System", "loadLibrary", "native code"},
            new String[] {"java/lang/System", "setProperty", "the process's properties"},
            new String[] {"java/lang/System", "setProperties", "the process's properties"},
            new String[] {"java/lang/System", "getenv", "the process's environment (settings are the plugin's own)"},
            new String[] {"java/lang/System", "out", "System.out (AcquirerContext.log redacts)"},
            new String[] {"java/lang/System", "err", "System.err (AcquirerContext.log redacts)"},
            new String[] {"java/lang/Thread", "<init>", "threads"},
            new String[] {"java/lang/Thread", "start", "threads"},
            new String[] {"java/lang/Thread", "ofVirtual", "threads"},
            new String[] {"java/lang/Thread", "ofPlatform", "threads"},
            new String[] {"java/lang/Thread", "startVirtualThread", "threads"},
            new String[] {"java/util/Collection", "parallelStream", "threads"},
            new String[] {"java/util/List", "parallelStream", "threads"},
            new String[] {"java/util/Set", "parallelStream", "threads"},
            new String[] {"java/util/stream/Stream", "parallel", "threads"},
            new String[] {"java/lang/System", "setIn", "the process's own streams"},
            new String[] {"java/lang/System", "setOut", "the process's own streams"},
            new String[] {"java/lang/System", "setErr", "the process's own streams"},
            new String[] {"java/lang/System", "getLogger", "logging (AcquirerContext.log redacts)"},
            new String[] {"java/lang/Thread", "setDefaultUncaughtExceptionHandler", "the process's own settings"},
            new String[] {"java/util/Locale", "setDefault", "the process's own settings"},
            new String[] {"java/util/TimeZone", "setDefault", "the process's own settings"},
            new String[] {"java/security/Security", "setProperty", "the process's own settings"},
            new String[] {"java/security/Security", "addProvider", "the process's own settings"},
            new String[] {"java/security/Security", "insertProviderAt", "the process's own settings"},
            new String[] {"java/security/Security", "removeProvider", "the process's own settings"},
            new String[] {"java/lang/invoke/MethodType", "fromMethodDescriptorString", "deep reflection"},
            new String[] {"java/lang/Class", "forName", "deep reflection"},
            new String[] {"java/lang/reflect/Method", "invoke", "deep reflection"},
            new String[] {"java/lang/invoke/MethodHandles", "privateLookupIn", "deep reflection"},
            new String[] {"java/lang/invoke/MethodHandles$Lookup", "findClass", "deep reflection"},
            new String[] {"java/lang/invoke/MethodHandles$Lookup", "defineClass", "deep reflection"},
            new String[] {"java/lang/invoke/MethodHandles$Lookup", "defineHiddenClass", "deep reflection"});

    /** Types that open a file when they are made with a name. */
    private static final Set<String> WRITERS =
            Set.of("java/io/PrintStream", "java/io/PrintWriter", "java/util/Formatter");

    private ByteCodeGuard() {}

    /** All classes but those of known libraries. */
    static void check(JarFile jar, Set<String> libraries) throws IOException, RefusedJar {
        for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
            if (entry.getName().endsWith(".class")
                    && !entry.getName().endsWith("module-info.class")
                    && !libraries.contains(entry.getName())) {
                check(entry.getName(), Unpacked.bytes(jar, entry));
            }
        }
    }

    private static void check(String name, byte[] bytes) throws RefusedJar {
        Optional<String> objection;
        try {
            objection = objection(ClassFile.of().parse(bytes));
        } catch (IllegalArgumentException e) {
            throw new RefusedJar("the class " + name + " cannot be read");
        }
        if (objection.isPresent()) {
            throw new RefusedJar("the class " + name.replace(".class", "") + " uses " + objection.get()
                    + ", which a plugin may not");
        }
    }

    private static Optional<String> objection(ClassModel model) {
        for (var entry : model.constantPool()) {
            var found = switch (entry) {
                case ClassEntry type -> type(type.asInternalName());
                case MemberRefEntry member ->
                    member(
                            member.owner().asInternalName(),
                            member.name().stringValue(),
                            member.type().stringValue());
                default -> Optional.<String>empty();
            };
            if (found.isPresent()) {
                return found;
            }
        }
        return model.methods().stream().anyMatch(it -> it.flags().has(AccessFlag.NATIVE))
                ? Optional.of("native code")
                : Optional.empty();
    }

    private static Optional<String> type(String internal) {
        var name = internal.replaceFirst("^\\[+L?", "");
        if (HARMLESS.stream().anyMatch(it -> name.equals(it) || name.equals(it + ";"))) {
            return Optional.empty();
        }
        return TYPES.stream()
                .filter(it -> name.startsWith(it[0]))
                .map(it -> it[1])
                .findFirst();
    }

    private static Optional<String> member(String owner, String name, String type) {
        if (name.equals("<init>") && WRITERS.contains(owner) && type.startsWith("(Ljava/lang/String;")) {
            return Optional.of("files");
        }
        if (name.equals("setAccessible") || name.equals("trySetAccessible")) {
            return Optional.of("deep reflection");
        }
        return MEMBERS.stream()
                .filter(it -> it[0].equals(owner) && it[1].equals(name))
                .map(it -> it[2])
                .findFirst();
    }
}
