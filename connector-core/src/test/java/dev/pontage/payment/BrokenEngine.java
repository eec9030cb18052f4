package dev.pontage.payment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Listens to what the engine itself calls an error: in no history is there a reason for one. */
final class BrokenEngine extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(JournaledEngine.class);
    private final List<Histories.Red> red = new CopyOnWriteArrayList<>();

    BrokenEngine() {
        start();
        logger.addAppender(this);
        logger.setAdditive(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            var why = event.getThrowableProxy() == null
                    ? ""
                    : event.getThrowableProxy().getMessage();
            red.add(new Histories.Red(0, List.of(event.getFormattedMessage() + ": " + why), ""));
        }
    }

    List<Histories.Red> red() {
        return List.copyOf(red);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
    }
}
