package dev.pontage.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Ends the process at a named point, as SIGKILL does it: no hook runs, nothing is flushed. Which point is read from a
 * file ({@code CREATE.ANSWERED 3}: at the third passing), so that a running process can be armed too.
 */
@Component
class KillSwitch implements Checkpoints.Listener {
    private static final int SIGKILL = 9;
    private static final int AS_KILLED = 137;

    private final Path order;
    private final MethodHandle kill;
    private String point = "";
    private int left;

    KillSwitch(@Value("${pontage.torture.order}") Path order) {
        this.order = order;
        var linker = Linker.nativeLinker();
        // Found beforehand: at the point itself nothing may come between.
        this.kill = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    @Override
    public synchronized void passed(String paymentKey, Operation.Kind kind, Checkpoints.Step step) {
        if (point.isEmpty() && Files.exists(order)) {
            read();
        }
        if (point.equals(kind + "." + step) && --left == 0) {
            die();
        }
    }

    private void read() {
        try {
            var words = Files.readString(order).strip().split(" ");
            point = words[0];
            left = Integer.parseInt(words[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void die() {
        try {
            var _ = (int) kill.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
        } catch (Throwable e) {
            Runtime.getRuntime().halt(AS_KILLED);
        }
    }
}
