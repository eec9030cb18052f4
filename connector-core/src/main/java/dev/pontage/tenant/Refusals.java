package dev.pontage.tenant;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * What a check of the database refuses is one thing on both kinds of server. MySQL's driver does not class it: it would
 * pass for a database in trouble, and be tried again until patience ends.
 */
final class Refusals {
    private static final int CHECK_VIOLATED = 3819;

    private Refusals() {}

    static JdbcTemplate over(DataSource pool) {
        var jdbc = new JdbcTemplate(pool);
        jdbc.setExceptionTranslator(translator());
        return jdbc;
    }

    static SQLExceptionSubclassTranslator translator() {
        var translator = new SQLExceptionSubclassTranslator();
        translator.setCustomTranslator((task, sql, problem) -> refusedByACheck(problem));
        return translator;
    }

    private static @Nullable DataAccessException refusedByACheck(SQLException problem) {
        return problem.getErrorCode() == CHECK_VIOLATED
                ? new DataIntegrityViolationException("a check of the database refuses it", problem)
                : null;
    }
}
